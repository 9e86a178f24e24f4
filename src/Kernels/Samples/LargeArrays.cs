using System.Runtime.InteropServices;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Samples;

/// <summary>Arrays that are too large for any cache and are written once from end to end.</summary>
/// <remarks>
/// Such an array costs more to touch than to fill: the system hands its memory out in pages of 4 KiB, each at the first write to it. Linux
/// gives pages of 2 MiB to those who ask for them (transparent huge pages), 512 times fewer; other systems are not asked. What is given back
/// serves the next array of its length, as long as the garbage collector has not taken it: nothing is kept in memory for that.
/// </remarks>
public static partial class LargeArrays
{
    private const nint HugePage = 2 << 20;
    private const int AdviceHugePage = 14; // MADV_HUGEPAGE of Linux
    private const int MostReturned = 4;
    private const long LeastStreamed = 32L << 20; // bytes, more than a core's share of any cache
    private const int Line = 64; // bytes of a cache line

    private static readonly List<WeakReference<TraceWords>> Returned = [];

    /// <summary>Memory that begins on a cache line, whose words hold anything.</summary>
    public static Memory<T> Lines<T>(int length)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(checked(length + Line), pinned: true);
        AskForHugePages(array);
        return array.AsMemory(FirstOnLine(array), length);
    }

    /// <summary>Words that hold anything: those that were given back, or new ones. Large ones begin on a cache line.</summary>
    public static TraceWords Uninitialised(long length)
    {
        lock (Returned)
        {
            for (var index = Returned.Count - 1; index >= 0; index--)
            {
                if (!Returned[index].TryGetTarget(out var known) || known.Length == length)
                {
                    Returned.RemoveAt(index);
                    if (known is not null)
                    {
                        return known;
                    }
                }
            }
        }

        var words = checked((int)length);
        if (!IsLarge<short>(words))
        {
            return new TraceWords(GC.AllocateUninitializedArray<short>(words));
        }

        var array = GC.AllocateUninitializedArray<short>(checked(words + (Line / sizeof(short))));
        AskForHugePages(array);
        return new TraceWords(array, FirstOnLine(array), words);
    }

    /// <summary>Takes words back that nobody reads or writes any more. Few are left to the garbage collector.</summary>
    public static void Return(TraceWords words)
    {
        if (!IsLarge<short>(words.Length))
        {
            return;
        }

        lock (Returned)
        {
            if (Returned.Count == MostReturned)
            {
                Returned.RemoveAt(0);
            }

            Returned.Add(new WeakReference<TraceWords>(words));
        }
    }

    private static unsafe bool IsLarge<T>(int length)
        where T : unmanaged => (long)length * sizeof(T) >= 2 * HugePage;

    /// <summary>
    /// True where samples are best written past the caches: they are more than caches hold, and all rows begin on a cache line. Written as ever, each
    /// line would be read from memory first, and would throw out what is in the caches.
    /// </summary>
    /// <param name="words">Where the first row begins, of memory that is pinned.</param>
    /// <param name="samples">Rows.</param>
    /// <param name="runs">Words of a row.</param>
    internal static bool AreStreamed(nint words, int samples, int runs) =>
        words % Line == 0 && sizeof(short) * runs % Line == 0 && (long)samples * runs * sizeof(short) >= LeastStreamed;

    // A large array is never moved, so its address holds. A refusal is no error: pages are small then.
    private static unsafe void AskForHugePages<T>(T[] array)
        where T : unmanaged
    {
        if (!OperatingSystem.IsLinux() || !IsLarge<T>(array.Length))
        {
            return;
        }

        fixed (T* words = array)
        {
            var first = ((nint)words + HugePage - 1) & -HugePage;
            var end = ((nint)words + ((nint)array.Length * sizeof(T))) & -HugePage;
            _ = Advise(first, end - first, AdviceHugePage);
        }
    }

    // The first element on a cache line of an array that is not moved.
    private static unsafe int FirstOnLine<T>(T[] array)
        where T : unmanaged
    {
        fixed (T* first = array)
        {
            return (int)(-(nint)first & (Line - 1)) / sizeof(T);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
