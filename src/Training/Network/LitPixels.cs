using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Training.Network;

/// <summary>The pixels of an image that are not zero, in order, as bytes / 255.</summary>
/// <remarks>
/// A digit has some 150 of 784 in runs of a few, so a branch for each pixel goes wrong often: with AVX-512 eight pixels are taken at a time without any,
/// the lit ones packed by one instruction. Both ways give the same bits.
/// </remarks>
internal static class LitPixels
{
    /// <summary>The value of a pixel's lowest bit.</summary>
    public const float Scale = 1f / 255;

    // Pixels of a vector of entries, 64 bits each: row below, factor above.
    private const int VectorPixels = 8;

    /// <summary>Takes the lit pixels of an image.</summary>
    /// <param name="image">One byte a pixel.</param>
    /// <param name="entries">Gets pixel and value; room for all pixels, of which what is behind the last lit one may be overwritten.</param>
    /// <param name="blockStart">Gets the number of lit pixels before each block, and last that of all.</param>
    public static void Take(ReadOnlySpan<byte> image, Span<RowFactor> entries, Span<int> blockStart) =>
        Take(image, entries, blockStart, Avx512F.IsSupported);

    /// <summary>The same, in vectors or one after the other.</summary>
    internal static void Take(ReadOnlySpan<byte> image, Span<RowFactor> entries, Span<int> blockStart, bool inVectors)
    {
        var used = 0;
        for (var (first, block) = (0, 0); first < image.Length; first += PixelBlocks.Pixels, block++)
        {
            blockStart[block] = used;
            var pixels = image.Slice(first, Math.Min(PixelBlocks.Pixels, image.Length - first));
            used = inVectors && pixels.Length == PixelBlocks.Pixels ? TakeBlock(pixels, first, entries, used) : TakeRest(pixels, first, entries, used);
        }

        blockStart[^1] = used;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int TakeBlock(ReadOnlySpan<byte> pixels, int first, Span<RowFactor> entries, int used)
    {
        var block = Vector256.Create(pixels);
        var dark = Vector256.Equals(block, Vector256<byte>.Zero).ExtractMostSignificantBits();
        if (dark == uint.MaxValue)
        {
            return used;
        }

        // No more are lit than there are pixels before: a vector that begins behind the last lit one ends within the entries.
        ref var entry = ref Unsafe.As<RowFactor, ulong>(ref MemoryMarshal.GetReference(entries[..(first + PixelBlocks.Pixels)]));
        var rows = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7) + Vector512.Create((ulong)first);
        ref var pixel = ref MemoryMarshal.GetReference(pixels);
        for (var i = 0; i < PixelBlocks.Pixels; i += VectorPixels)
        {
            var values = Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref pixel, i))).AsByte());
            var factors = Avx512F.ConvertToVector512UInt64((Vector256.ConvertToSingle(values) * Scale).AsUInt32());
            var lit = ~Vector512.Equals(factors, Vector512<ulong>.Zero);
            Avx512F.Compress(Vector512<ulong>.Zero, lit, Vector512.ShiftLeft(factors, 32) | rows).StoreUnsafe(ref entry, (nuint)used);
            used += BitOperations.PopCount(~(dark >> i) & 0xFF);
            rows += Vector512.Create((ulong)VectorPixels);
        }

        return used;
    }

    // Only pixels that are not zero are stored.
    private static int TakeRest(ReadOnlySpan<byte> pixels, int first, Span<RowFactor> entries, int used)
    {
        for (var pixel = 0; pixel < pixels.Length; pixel++)
        {
            if (pixels[pixel] != 0)
            {
                entries[used++] = new RowFactor(first + pixel, pixels[pixel] * Scale);
            }
        }

        return used;
    }
}
