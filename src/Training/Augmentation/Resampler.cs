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
        var sharedPlaces = ArrayPool<int>.Shared.Rent(3 * stride);
        var field = sharedField.AsSpan(0, fieldLength);
        var bordered = sharedBytes.AsSpan(0, (rows + Around) * (columns + Around));
        transform.Elastic?.Draw(transform.NoiseSeed, field);
        AddBorder(image, rows, columns, bordered);
        var map = SourceMap.Of(transform);
        var part = (Down: (int)Math.Round(transform.PartDown * 65536), Right: (int)Math.Round(transform.PartRight * 65536));
        var places = MemoryMarshal.Cast<int, Vector256<int>>(sharedPlaces.AsSpan(0, 3 * stride));
        for (var row = 0; row < rows; row++)
        {
            FindSources(map, part, row, rows, columns, field.IsEmpty ? field : field.Slice(2 * row * stride, 2 * stride), places);
            Interpolate(bordered, columns + Around, sharedPlaces.AsSpan(0, 3 * stride), result.Slice(row * columns, columns));
        }

        ArrayPool<float>.Shared.Return(sharedField);
        ArrayPool<byte>.Shared.Return(sharedBytes);
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

    private static void Interpolate(ReadOnlySpan<byte> bordered, int width, Span<int> places, Span<byte> result)
    {
        unchecked
        {
            // Pairs of neighbours take the place of their numbers: four bytes of one pixel.
            var stride = places.Length / 3;
            var numbers = places[..result.Length];
            for (var column = 0; column < numbers.Length; column++)
            {
                var upper = bordered[numbers[column]..];
                numbers[column] = BinaryPrimitives.ReadUInt16LittleEndian(upper) | (BinaryPrimitives.ReadUInt16LittleEndian(upper[width..]) << 16);
            }

            var vectors = MemoryMarshal.Cast<int, Vector256<int>>(places);
            var count = vectors.Length / 3;
            for (var n = 0; n < count; n++)
            {
                var pairs = vectors[n];
                var byteMask = Vector256.Create(255);
                var (below, beside) = (vectors[n + count], vectors[n + (2 * count)]);
                var upper = pairs & byteMask;
                var lower = (pairs >> 16) & byteMask;
                var high = (upper << 8) + ((((pairs >> 8) & byteMask) - upper) * beside);
                var low = (lower << 8) + (((pairs >>> 24) - lower) * beside);
                vectors[n] = ((high << 8) + ((low - high) * below) + Vector256.Create(32768)) >> 16;
            }

            for (var column = 0; column < result.Length; column++)
            {
                result[column] = (byte)numbers[column];
            }
        }
    }
}
