using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Samples;

/// <summary>Asks for words of memory ahead of their use, so that the processor need not wait for each.</summary>
public static class CacheLines
{
    private const int Bytes = 64; // of a line

    /// <summary>Asks for bytes that are read soon, so that they are in the first-level cache by then. Nothing is read.</summary>
    /// <param name="bytes">Bytes that follow one another.</param>
    public static unsafe void Prefetch(ReadOnlySpan<byte> bytes)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        fixed (byte* first = bytes)
        {
            for (var place = 0; place < bytes.Length; place += Bytes)
            {
                Sse.Prefetch0(first + place);
            }
        }
    }

    /// <summary>Asks for scattered words of a row, which are read soon, so that they are in the first-level cache by then. Nothing is read.</summary>
    /// <param name="row">A row of samples.</param>
    /// <param name="places">Places in it.</param>
    public static unsafe void Prefetch(ReadOnlySpan<float> row, ReadOnlySpan<int> places)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        fixed (float* first = row)
        {
            foreach (var place in places)
            {
                Sse.Prefetch0(first + place);
            }
        }
    }
}
