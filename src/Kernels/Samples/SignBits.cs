using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Kernels.Samples;

/// <summary>Packs the signs of samples, eight runs at a time.</summary>
internal static class SignBits
{
    /// <summary>Sets one bit of each run's word where its X ≥ 0.</summary>
    /// <param name="row">X of the runs at one sample.</param>
    /// <param name="signs">One word a run.</param>
    /// <param name="bit">Which bit, 0 to 31.</param>
    public static void Add(ReadOnlySpan<short> row, Span<uint> signs, int bit)
    {
        var words = MemoryMarshal.Cast<short, Vector128<short>>(row);
        var packed = MemoryMarshal.Cast<uint, Vector256<uint>>(signs);
        for (var v = 0; v < words.Length; v++)
        {
            var (low, high) = Vector128.Widen(words[v]);
            packed[v] |= (Vector256.Create(~low, ~high).AsUInt32() >>> 31) << bit;
        }

        for (var run = words.Length * Vector128<short>.Count; run < row.Length; run++)
        {
            signs[run] |= (row[run] >= 0 ? 1u : 0u) << bit;
        }
    }
}
