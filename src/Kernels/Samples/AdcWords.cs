using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Cells;

namespace FhnHw.Kernels.Samples;

/// <summary>Replaces X by what the ADC reads, sixteen samples at a time.</summary>
internal static class AdcWords
{
    /// <summary>Converts words in place.</summary>
    public static void Read(Span<short> words, Adc adc)
    {
        var vectors = MemoryMarshal.Cast<short, Vector256<short>>(words);
        foreach (ref var vector in vectors)
        {
            vector = adc.IsComparator ? Compare(vector, adc) : Code(vector, adc);
        }

        foreach (ref var word in words[(vectors.Length * Vector256<short>.Count)..])
        {
            word = (short)adc.Read(word);
        }
    }

    /// <summary>Adds words to sums, one by one; 2^16 words of 16 bits fit a sum.</summary>
    public static void Add(ReadOnlySpan<short> words, Span<int> sums)
    {
        var vectors = MemoryMarshal.Cast<short, Vector256<short>>(words);
        var totals = MemoryMarshal.Cast<int, Vector256<int>>(sums);
        for (var v = 0; v < vectors.Length; v++)
        {
            var (low, high) = Vector256.Widen(vectors[v]);
            totals[2 * v] += low;
            totals[(2 * v) + 1] += high;
        }

        for (var n = vectors.Length * Vector256<short>.Count; n < words.Length; n++)
        {
            sums[n] += words[n];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Compare(Vector256<short> X, Adc adc) => Vector256.ConditionalSelect(
        Vector256.GreaterThanOrEqual(X, Vector256.Create((short)adc.Threshold)),
        Vector256.Create((short)adc.One), Vector256.Create((short)-adc.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Code(Vector256<short> words, Adc adc)
    {
        var (low, high) = Vector256.Widen(words);
        return Vector256.Narrow(Code(low, adc), Code(high, adc));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Code(Vector256<int> X, Adc adc)
    {
        var half = adc.Half;
        var code = Vector256.ShiftRightArithmetic(X * adc.CodeFactor, adc.CodeShift);
        code = Vector256.Max(Vector256.Min(code, Vector256.Create(half - 1)), Vector256.Create(-half));
        var read = Vector256.ShiftRightArithmetic((code + code + Vector256<int>.One) * adc.ReadFactor, adc.ReadShift);
        return Vector256.Max(Vector256.Min(read, Vector256.Create(adc.Bound)), Vector256.Create(-adc.Bound));
    }
}
