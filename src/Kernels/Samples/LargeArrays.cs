using System.Runtime.InteropServices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Threads;

namespace FhnHw.Kernels.Samples;

/// <summary>Arrays that are too large for any cache and are written once from end to end.</summary>
/// <remarks>
/// Such an array costs more to touch than to fill: the system clears its memory and hands it out in pages of 4 KiB, each at the first write to it.
/// Linux gives pages of 2 MiB to those who ask for them (transparent huge pages), 512 times fewer; other systems are not asked. So a large array
/// begins on such a page and has room to the end of its last one, and all cores take the pages before anything is written: two cores that write to
/// the same new page both clear one, and one of the two is thrown away. What is given back serves the next array of its length, as long as the garbage
/// collector has not taken it: nothing is kept in memory for that.
/// </remarks>
public static partial class LargeArrays
{
    private const nint HugePage = 2 << 20;
    private const int AdviceHugePage = 14; // MADV_HUGEPAGE of Linux
    private const int MostReturned = 4;
    private const long LeastStreamed = 32L << 20; // bytes, more than a core's share of any cache
    private const int Line = 64; // bytes of a cache line
    private const int LeastUnmoved = 85_000; // bytes; smaller arrays are moved by the garbage collector

    private static readonly List<WeakReference<TraceWords>> Returned = [];

    /// <summary>Memory that begins on a cache line, whose words hold anything.</summary>
    public static Memory<T> Lines<T>(int length)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(checked(length + Room<T>(length)), pinned: true);
        return array.AsMemory(TakePages(array, length), length);
    }

    /// <summary>Words that hold anything: those that were given back, or new ones. All but small ones begin on a cache line.</summary>
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
        if (words < LeastUnmoved / sizeof(short))
        {
            return new TraceWords(GC.AllocateUninitializedArray<short>(words));
        }

        var array = GC.AllocateUninitializedArray<short>(checked(words + Room<short>(words)));
        return new TraceWords(array, TakePages(array, words), words);
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

    private static bool HasHugePages<T>(int length)
        where T : unmanaged => OperatingSystem.IsLinux() && IsLarge<T>(length);

    // Elements beside those wanted, so that these can begin on a cache line, or have whole huge pages to themselves. What is not touched costs nothing.
    private static unsafe int Room<T>(int length)
        where T : unmanaged => (int)(HasHugePages<T>(length) ? 2 * HugePage : Line) / sizeof(T);

    // Where the elements begin in an array with room for that. A large array is never moved, so its address holds. A refusal of the system is no
    // error: pages are small then.
    private static unsafe int TakePages<T>(T[] array, int length)
        where T : unmanaged
    {
        fixed (T* words = array)
        {
            if (!HasHugePages<T>(length))
            {
                return (int)(-(nint)words & (Line - 1)) / sizeof(T);
            }

            var offset = -(nint)words & (HugePage - 1);
            var (start, pages) = ((nint)words + offset, ((nint)length * sizeof(T) + HugePage - 1) / HugePage);
            if (Advise(start, pages * HugePage, AdviceHugePage) == 0)
            {
                Chunks.Share((int)pages, page => *(byte*)(start + (page * HugePage)) = 0);
            }

            return (int)offset / sizeof(T);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
