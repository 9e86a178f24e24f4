using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Training.Network;

/// <summary>The images of a group of 64 in which one pixel is not zero, in order, with its value, byte / 255.</summary>
/// <remarks>
/// With AVX-512 VBMI2 the lit ones are packed by two instructions and written 16 at a time, without a branch for each. Both ways give the same bits.
/// </remarks>
internal static class LitImages
{
    /// <summary>Entries behind the last lit one that may be overwritten.</summary>
    public const int Room = VectorEntries;

    private const int VectorEntries = 16;

    // Image and value in turns, of the first 8 and of the last 8 of 16 entries.
    private static readonly Vector512<int> FirstHalf = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    private static readonly Vector512<int> LastHalf = Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);

    /// <summary>Takes the lit images of a group.</summary>
    /// <param name="values">The pixel's bytes in 64 images.</param>
    /// <param name="count">How many of the images belong to the batch, 1 to 64.</param>
    /// <param name="first">Number of the first image in the batch.</param>
    /// <param name="entries">Gets image and value; 64 entries and <see cref="Room"/>.</param>
    /// <returns>How many are lit.</returns>
    public static int Take(ReadOnlySpan<byte> values, int count, int first, Span<RowFactor> entries) =>
        Take(values, count, first, entries, Avx512Vbmi2.IsSupported);

    /// <summary>The same, in vectors or one after the other.</summary>
    internal static int Take(ReadOnlySpan<byte> values, int count, int first, Span<RowFactor> entries, bool inVectors)
    {
        entries = entries[..(TurnedBytes.Rows + Room)];
        var bytes = Vector512.Create(values);
        var lit = ~Vector512.Equals(bytes, Vector512<byte>.Zero) & Vector512.LessThan(Vector512<byte>.Indices, Vector512.Create((byte)count));
        var places = lit.ExtractMostSignificantBits();
        if (inVectors)
        {
            Pack(bytes, lit, BitOperations.PopCount(places), first, ref Unsafe.As<RowFactor, int>(ref MemoryMarshal.GetReference(entries)));
            return BitOperations.PopCount(places);
        }

        var used = 0;
        for (; places != 0; places &= places - 1)
        {
            var image = BitOperations.TrailingZeroCount(places);
            entries[used++] = new RowFactor(first + image, values[image] * LitPixels.Scale);
        }

        return used;
    }

    private static void Pack(Vector512<byte> bytes, Vector512<byte> lit, int count, int first, ref int entry)
    {
        Span<Vector512<byte>> packed =
        [
            Avx512Vbmi2.Compress(Vector512<byte>.Zero, lit, Vector512<byte>.Indices), Avx512Vbmi2.Compress(Vector512<byte>.Zero, lit, bytes),
        ];
        var quarters = MemoryMarshal.Cast<Vector512<byte>, Vector128<byte>>(packed);
        for (var (quarter, done) = (0, 0); done < count; quarter++, done += VectorEntries)
        {
            var images = Avx512F.ConvertToVector512Int32(quarters[quarter]) + Vector512.Create(first);
            var factors = Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(quarters[quarter + 4])) * LitPixels.Scale;
            Avx512F.PermuteVar16x32x2(images, FirstHalf, factors.AsInt32()).StoreUnsafe(ref entry, (nuint)(2 * done));
            Avx512F.PermuteVar16x32x2(images, LastHalf, factors.AsInt32()).StoreUnsafe(ref entry, (nuint)((2 * done) + VectorEntries));
        }
    }
}
