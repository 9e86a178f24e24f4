using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Augmentation;

/// <summary>Applies transforms but for their shifts by whole pixels to images of one size, each in one bilinear interpolation.</summary>
/// <remarks>
/// Pixel p comes from middle + map · (p - middle) - part of a pixel + elastic(p), which is rounded to 2^-8 pixels each way. All is done in whole numbers.
/// Images may have up to 8192 rows and columns. A resampler has room for one image at a time, which it gives back in the end.
/// </remarks>
internal struct Resampler
{
    // Zeros around the image, so that its edge needs no question: one row and column before it, two after it.
    private const int Before = 1, Around = 3;

    // Rows that are worked on at a time, and pixels of a piece of a row.
    private const int Band = 32, Piece = 32;

    private readonly int _rows, _columns, _stride;
    private readonly byte[] _bordered;
    private readonly int[] _places; // of each row of a band: places in the bordered image, then fractions below and beside it
    private float[] _field; // empty until an image is distorted elastically

    /// <summary>Makes room for an image.</summary>
    /// <param name="rows">Its height, pixels.</param>
    /// <param name="columns">Its width, pixels.</param>
    public Resampler(int rows, int columns)
    {
        (_rows, _columns, _stride, _field) = (rows, columns, ExactProduct.Padded(columns), []);
        _bordered = ArrayPool<byte>.Shared.Rent(((rows + Around) * Width) + Piece);
        _places = ArrayPool<int>.Shared.Rent(3 * Math.Min(rows, Band) * _stride);
    }

    private readonly int Width => _columns + Around;

    /// <summary>Transforms an image; what comes from outside it is zero.</summary>
    /// <param name="image">Grey values, row by row.</param>
    /// <param name="transform">What is done; its shift by whole pixels is left out.</param>
    /// <param name="result">Gets as many grey values, interpolated and rounded to the nearest; a blank image stays blank.</param>
    public void Apply(ReadOnlySpan<byte> image, in ImageTransform transform, Span<byte> result)
    {
        var field = Draw(transform);
        AddBorder(image);
        var map = SourceMap.Of(transform);
        var part = (Down: (int)Math.Round(transform.PartDown * 65536), Right: (int)Math.Round(transform.PartRight * 65536));
        for (var first = 0; first < _rows; first += Band)
        {
            var behind = Math.Min(_rows, first + Band);
            for (var row = first; row < behind; row++)
            {
                FindSources(map, part, row, field.IsEmpty ? field : field.Slice(2 * row * _stride, 2 * _stride), PlacesOf(row - first));
            }

            // What is written singly is not read as a vector at once, which would wait for it.
            for (var row = first; row < behind; row++)
            {
                TakeNeighbours(_bordered, Width, PlacesOf(row - first)[.._columns]);
            }

            for (var row = first; row < behind; row++)
            {
                Interpolate(PlacesOf(row - first), result[(row * _columns)..], _columns);
            }
        }
    }

    /// <summary>Gives the room back; the last that is done.</summary>
    public readonly void GiveBack()
    {
        ArrayPool<byte>.Shared.Return(_bordered);
        ArrayPool<int>.Shared.Return(_places);
        GiveFieldBack();
    }

    private readonly void GiveFieldBack()
    {
        if (_field.Length > 0)
        {
            ArrayPool<float>.Shared.Return(_field);
        }
    }

    private ReadOnlySpan<float> Draw(in ImageTransform transform)
    {
        if (transform.Elastic is not { } elastic)
        {
            return [];
        }

        if (_field.Length < elastic.Length)
        {
            GiveFieldBack();
            _field = ArrayPool<float>.Shared.Rent(elastic.Length);
        }

        var field = _field.AsSpan(0, elastic.Length);
        elastic.Draw(transform.NoiseSeed, field);
        return field;
    }

    private readonly Span<int> PlacesOf(int rowOfBand) => _places.AsSpan(3 * rowOfBand * _stride, 3 * _stride);

    private readonly void AddBorder(ReadOnlySpan<byte> image)
    {
        var bordered = _bordered.AsSpan(0, ((_rows + Around) * Width) + Piece);
        bordered.Clear();
        for (var row = 0; row < _rows; row++)
        {
            CopyRow(image[(row * _columns)..], bordered[(((row + Before) * Width) + Before)..], _columns);
            bordered.Slice(((row + Before) * Width) + Before + _columns, Piece).Clear(); // what was copied beyond the row
        }
    }

    // Piece by piece, whole ones as far as there is room: what goes beyond the row is overwritten by the next one.
    private static void CopyRow(ReadOnlySpan<byte> from, Span<byte> to, int length)
    {
        for (var first = 0; first < length; first += Piece)
        {
            if (first + Piece <= Math.Min(from.Length, to.Length))
            {
                Vector256.Create(from[first..]).CopyTo(to[first..]);
            }
            else
            {
                from[first..length].CopyTo(to[first..]);
            }
        }
    }

    // Of each pixel of a row the number of the bordered byte at its upper left, then the fractions below and beside it in 2^-8.
    private readonly void FindSources(SourceMap map, (int Down, int Right) part, int row, ReadOnlySpan<float> field, Span<int> places)
    {
        unchecked
        {
            var vectors = MemoryMarshal.Cast<int, Vector512<int>>(places);
            var displacements = MemoryMarshal.Cast<float, Vector512<float>>(field);
            var count = vectors.Length / 3;

            // In half pixels from the middle: with the map's 2^-15 that gives 2^-16 pixels. A half of 2^-8 pixels more rounds, and the border begins before.
            const int start = 128 + (Before << 16);
            var down = (2 * row) - (_rows - 1);
            var right = (2 * Vector512<int>.Indices) - Vector512.Create(_columns - 1);
            var fromRow = Vector512.Create(((_rows - 1) << 15) + (map.RowByRow * down) - part.Down + start) + (right * map.RowByColumn);
            var fromColumn = Vector512.Create(((_columns - 1) << 15) + (map.ColumnByRow * down) - part.Right + start) + (right * map.ColumnByColumn);
            var nextRow = Vector512.Create(2 * Vector512<int>.Count * map.RowByColumn);
            var nextColumn = Vector512.Create(2 * Vector512<int>.Count * map.ColumnByColumn);
            var (lastRow, lastColumn) = (Vector512.Create((_rows + Before) << 8), Vector512.Create((_columns + Before) << 8));
            for (var n = 0; n < count; n++)
            {
                var (atRow, atColumn) = (fromRow, fromColumn);
                if (!displacements.IsEmpty)
                {
                    atRow += Vector512.ConvertToInt32(displacements[n]);
                    atColumn += Vector512.ConvertToInt32(displacements[n + count]);
                }

                (atRow, atColumn) = (Bordered(atRow, lastRow), Bordered(atColumn, lastColumn));
                vectors[n] = ((atRow >> 8) * Width) + (atColumn >> 8);
                vectors[n + count] = atRow & Vector512.Create(255);
                vectors[n + (2 * count)] = atColumn & Vector512.Create(255);
                fromRow += nextRow;
                fromColumn += nextColumn;
            }
        }
    }

    // From 2^-16 to 2^-8 pixels, from the border's corner; what is farther outside comes from the border.
    private static Vector512<int> Bordered(Vector512<int> place, Vector512<int> last) => Vector512.Min(Vector512.Max(place >> 8, Vector512<int>.Zero), last);

    // The four bytes that each pixel of a row is interpolated from take the place of their number: upper left, upper right, lower left, lower right.
    // No number is beyond the border, by Bordered.
    private static void TakeNeighbours(byte[] bordered, int width, Span<int> numbers)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(bordered);
        foreach (ref var number in numbers)
        {
            ref var upper = ref Unsafe.Add(ref first, (nint)number);
            var lower = (uint)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref upper, (nint)width));
            number = unchecked((int)(Unsafe.ReadUnaligned<ushort>(ref upper) | (lower << 16)));
        }
    }

    // places: the four bytes of each pixel of a row, and the fractions below and beside it.
    private static void Interpolate(ReadOnlySpan<int> places, Span<byte> result, int columns)
    {
        unchecked
        {
            var vectors = MemoryMarshal.Cast<int, Vector512<int>>(places);
            var count = vectors.Length / 3;
            Span<byte> values = stackalloc byte[Piece];
            for (var (n, first) = (0, 0); first < columns; n += 2, first += Piece)
            {
                var words = Vector512.Narrow(Value(vectors[n..], count), Value(vectors[(n + 1)..], count)).AsUInt16();
                Vector512.Narrow(words, words).GetLower().CopyTo(values);
                CopyRow(values, result[first..], Math.Min(Piece, columns - first));
            }
        }
    }

    // A pixel from its four bytes and the fractions below and beside it, rounded to nearest.
    private static Vector512<int> Value(ReadOnlySpan<Vector512<int>> places, int count)
    {
        unchecked
        {
            var byteMask = Vector512.Create(255);
            var (bytes, below, beside) = (places[0], places[count], places[2 * count]);
            var upper = bytes & byteMask;
            var lower = (bytes >> 16) & byteMask;
            var high = (upper << 8) + ((((bytes >> 8) & byteMask) - upper) * beside);
            var low = (lower << 8) + (((bytes >>> 24) - lower) * beside);
            return ((high << 8) + ((low - high) * below) + Vector512.Create(32768)) >> 16;
        }
    }
}
