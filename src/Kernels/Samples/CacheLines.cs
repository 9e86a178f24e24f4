using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Samples;

/// <summary>Asks for memory ahead of its use, so that it is in the first-level cache by then. Nothing is read, so no place is out of range.</summary>
public static class CacheLines
{
    private const int Bytes = 64; // of a line

    /// <summary>Asks for words that follow one another.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="words">The words, which begin anywhere in a line.</param>
    public static unsafe void Prefetch<T>(ReadOnlySpan<T> words)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        fixed (T* first = words)
        {
            var length = (nint)words.Length * Unsafe.SizeOf<T>();
            for (nint place = 0; place < length; place += Bytes)
            {
                Sse.Prefetch0((byte*)first + place);
            }
        }
    }

    /// <summary>Asks for a line.</summary>
    /// <typeparam name="T">The type of its words.</typeparam>
    /// <param name="word">One of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T word)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref word));
        }
    }

    /// <summary>Asks for scattered rows, of a line each.</summary>
    /// <typeparam name="T">The type of their words.</typeparam>
    /// <param name="rows">Where row 0 begins.</param>
    /// <param name="numbers">The rows' numbers.</param>
    /// <param name="rowLength">Words from one row to the next; 1 asks for single words.</param>
    public static unsafe void Prefetch<T>(ReadOnlySpan<T> rows, ReadOnlySpan<int> numbers, int rowLength)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        fixed (T* first = rows)
        {
            foreach (var number in numbers)
            {
                Sse.Prefetch0(first + ((nint)number * rowLength));
            }
        }
    }
}
