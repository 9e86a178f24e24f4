using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Augmentation;

/// <summary>Applies a transform but for its shift by whole pixels to an image, in one bilinear interpolation.</summary>
/// <remarks>
/// Pixel p comes from middle + map · (p - middle) - part of a pixel + elastic(p), which is rounded to 2^-8 pixels each way. All is done in whole numbers.
/// Images may have up to 8192 rows and columns.
/// </remarks>
internal static class Resampler
{
    // Zeros around the image, so that its edge needs no question: one row and column before it, two after it.
    private const int Before = 1, Around = 3;

    // Rows that are worked on at a time.
    private const int Band = 32;

    /// <summary>Transforms an image; what comes from outside it is zero.</summary>
    /// <param name="image">Grey values, row by row.</param>
    /// <param name="columns">Pixels of a row.</param>
    /// <param name="transform">What is done; its shift by whole pixels is left out.</param>
    /// <param name="result">Gets as many grey values, interpolated and rounded to the nearest; a blank image stays blank.</param>
    public static void Apply(ReadOnlySpan<byte> image, int columns, in ImageTransform transform, Span<byte> result)
    {
        var rows = image.Length / columns;
        var (fieldLength, stride) = (transform.Elastic?.Length ?? 0, ExactProduct.Padded(columns));
        var sharedField = ArrayPool<float>.Shared.Rent(fieldLength);
        var sharedBytes = ArrayPool<byte>.Shared.Rent((rows + Around) * (columns + Around));
        var sharedNeighbours = ArrayPool<uint>.Shared.Rent((rows + Around) * (columns + Around));
        var sharedPlaces = ArrayPool<int>.Shared.Rent(3 * Math.Min(rows, Band) * stride);
        var field = sharedField.AsSpan(0, fieldLength);
        var bordered = sharedBytes.AsSpan(0, (rows + Around) * (columns + Around));
        transform.Elastic?.Draw(transform.NoiseSeed, field);
        AddBorder(image, rows, columns, bordered);
        JoinNeighbours(bordered, columns + Around, sharedNeighbours);
        var map = SourceMap.Of(transform);
        var part = (Down: (int)Math.Round(transform.PartDown * 65536), Right: (int)Math.Round(transform.PartRight * 65536));
        for (var first = 0; first < rows; first += Band)
        {
            var behind = Math.Min(rows, first + Band);
            for (var row = first; row < behind; row++)
            {
                FindSources(
                    map, part, row, rows, columns, field.IsEmpty ? field : field.Slice(2 * row * stride, 2 * stride),
                    PlacesOf(sharedPlaces, row - first, stride));
            }

            // What is written singly is not read as a vector at once, which would wait for it.
            for (var row = first; row < behind; row++)
            {
                TakeNeighbours(sharedNeighbours, sharedPlaces.AsSpan(3 * (row - first) * stride, columns));
            }

            for (var row = first; row < behind; row++)
            {
                Interpolate(PlacesOf(sharedPlaces, row - first, stride), result.Slice(row * columns, columns));
            }
        }

        ArrayPool<float>.Shared.Return(sharedField);
        ArrayPool<byte>.Shared.Return(sharedBytes);
        ArrayPool<uint>.Shared.Return(sharedNeighbours);
        ArrayPool<int>.Shared.Return(sharedPlaces);
    }

    private static void AddBorder(ReadOnlySpan<byte> image, int rows, int columns, Span<byte> bordered)
    {
        bordered.Clear();
        for (var row = 0; row < rows; row++)
        {
            image.Slice(row * columns, columns).CopyTo(bordered[(((row + Before) * (columns + Around)) + Before)..]);
        }
    }

    // Of each place of the bordered image the four bytes that a pixel is interpolated from: upper left, upper right, lower left, lower right.
    private static void JoinNeighbours(ReadOnlySpan<byte> bordered, int width, Span<uint> neighbours)
    {
        var place = 0;
        for (; place <= bordered.Length - width - 1 - Vector128<byte>.Count; place += Vector128<byte>.Count)
        {
            var (upper, beside) = (Vector128.Create(bordered[place..]), Vector128.Create(bordered[(place + 1)..]));
            var (lower, below) = (Vector128.Create(bordered[(place + width)..]), Vector128.Create(bordered[(place + width + 1)..]));
            var upperLow = Pair(Vector128.WidenLower(upper), Vector128.WidenLower(beside));
            var upperHigh = Pair(Vector128.WidenUpper(upper), Vector128.WidenUpper(beside));
            var lowerLow = Pair(Vector128.WidenLower(lower), Vector128.WidenLower(below));
            var lowerHigh = Pair(Vector128.WidenUpper(lower), Vector128.WidenUpper(below));
            Quad(Vector128.WidenLower(upperLow), Vector128.WidenLower(lowerLow)).CopyTo(neighbours[place..]);
            Quad(Vector128.WidenUpper(upperLow), Vector128.WidenUpper(lowerLow)).CopyTo(neighbours[(place + 4)..]);
            Quad(Vector128.WidenLower(upperHigh), Vector128.WidenLower(lowerHigh)).CopyTo(neighbours[(place + 8)..]);
            Quad(Vector128.WidenUpper(upperHigh), Vector128.WidenUpper(lowerHigh)).CopyTo(neighbours[(place + 12)..]);
        }

        for (; place < bordered.Length - width - 1; place++)
        {
            var upper = bordered[place..];
            neighbours[place] = BinaryPrimitives.ReadUInt16LittleEndian(upper) | ((uint)BinaryPrimitives.ReadUInt16LittleEndian(upper[width..]) << 16);
        }
    }

    private static Vector128<ushort> Pair(Vector128<ushort> left, Vector128<ushort> right) => left | (right << 8);

    private static Vector128<uint> Quad(Vector128<uint> upper, Vector128<uint> lower) => upper | (lower << 16);

    // places: for each pixel of a row the number of the bordered byte at its upper left, then the fractions below and beside it in 2^-8.
    private static void FindSources(
        SourceMap map, (int Down, int Right) part, int row, int rows, int columns, ReadOnlySpan<float> field, Span<Vector256<int>> places)
    {
        unchecked
        {
            var vectors = places.Length / 3;
            var displacements = MemoryMarshal.Cast<float, Vector256<float>>(field);

            // In half pixels from the middle: with the map's 2^-15 that gives 2^-16 pixels.
            var down = (2 * row) - (rows - 1);
            var right = (2 * Vector256<int>.Indices) - Vector256.Create(columns - 1);
            var rowStart = Vector256.Create(((rows - 1) << 15) + (map.RowByRow * down) - part.Down);
            var columnStart = Vector256.Create(((columns - 1) << 15) + (map.ColumnByRow * down) - part.Right);
            for (var n = 0; n < vectors; n++)
            {
                var fromRow = rowStart + (right * map.RowByColumn);
                var fromColumn = columnStart + (right * map.ColumnByColumn);
                if (!displacements.IsEmpty)
                {
                    fromRow += Vector256.ConvertToInt32(displacements[n]);
                    fromColumn += Vector256.ConvertToInt32(displacements[n + vectors]);
                }

                (fromRow, fromColumn) = (Bordered(fromRow, rows), Bordered(fromColumn, columns));
                places[n] = ((fromRow >> 8) * (columns + Around)) + (fromColumn >> 8);
                places[n + vectors] = fromRow & Vector256.Create(255);
                places[n + (2 * vectors)] = fromColumn & Vector256.Create(255);
                right += Vector256.Create(2 * Vector256<int>.Count);
            }
        }
    }

    // From 2^-16 to 2^-8 pixels, from the border's corner; what is farther outside comes from the border.
    private static Vector256<int> Bordered(Vector256<int> place, int length) => Vector256.Min(
        Vector256.Max(((place + Vector256.Create(128)) >> 8) + Vector256.Create(Before << 8), Vector256<int>.Zero),
        Vector256.Create((length + Before) << 8));

    // The four bytes of each pixel of a row take the place of their number.
    private static void TakeNeighbours(ReadOnlySpan<uint> neighbours, Span<int> numbers)
    {
        for (var column = 0; column < numbers.Length; column++)
        {
            numbers[column] = unchecked((int)neighbours[numbers[column]]);
        }
    }

    private static Span<Vector256<int>> PlacesOf(Span<int> places, int row, int stride) =>
        MemoryMarshal.Cast<int, Vector256<int>>(places.Slice(3 * row * stride, 3 * stride));

    // vectors: the four bytes of each pixel of a row, in the place of their number.
    private static void Interpolate(ReadOnlySpan<Vector256<int>> vectors, Span<byte> result)
    {
        unchecked
        {
            var count = vectors.Length / 3;
            Span<byte> values = stackalloc byte[ExactProduct.Padding];
            for (var first = 0; first < count; first += 4)
            {
                var low = Vector256.Narrow(Value(vectors[first..], count), Value(vectors[(first + 1)..], count));
                var high = Vector256.Narrow(Value(vectors[(first + 2)..], count), Value(vectors[(first + 3)..], count));
                Vector256.Narrow(low.AsUInt16(), high.AsUInt16()).CopyTo(values);
                var column = first * Vector256<int>.Count;
                values[..Math.Min(values.Length, result.Length - column)].CopyTo(result[column..]);
            }
        }
    }

    // A pixel from its four bytes and the fractions below and beside it, rounded to nearest.
    private static Vector256<int> Value(ReadOnlySpan<Vector256<int>> places, int count)
    {
        unchecked
        {
            var byteMask = Vector256.Create(255);
            var (bytes, below, beside) = (places[0], places[count], places[2 * count]);
            var upper = bytes & byteMask;
            var lower = (bytes >> 16) & byteMask;
            var high = (upper << 8) + ((((bytes >> 8) & byteMask) - upper) * beside);
            var low = (lower << 8) + (((bytes >>> 24) - lower) * beside);
            return ((high << 8) + ((low - high) * below) + Vector256.Create(32768)) >> 16;
        }
    }
}
