using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    private static readonly List<WeakReference<short[]>> Returned = [];

    /// <summary>Memory that begins on a cache line, whose words hold anything.</summary>
    public static Memory<T> Lines<T>(int length)
        where T : unmanaged
    {
        const int line = 64;
        var array = GC.AllocateUninitializedArray<T>(checked(length + line), pinned: true);
        AskForHugePages(array);
        var over = (int)(AddressOf(array) & (line - 1));
        return array.AsMemory(over == 0 ? 0 : (line - over) / Unsafe.SizeOf<T>(), length);
    }

    /// <summary>An array whose words hold anything: one that was given back, or a new one.</summary>
    public static short[] Uninitialised(long length)
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

        var array = GC.AllocateUninitializedArray<short>(checked((int)length));
        AskForHugePages(array);
        return array;
    }

    /// <summary>Takes an array back that nobody reads or writes any more. Small ones are left to the garbage collector.</summary>
    public static void Return(short[] array)
    {
        if (!IsLarge(array))
        {
            return;
        }

        lock (Returned)
        {
            if (Returned.Count == MostReturned)
            {
                Returned.RemoveAt(0);
            }

            Returned.Add(new WeakReference<short[]>(array));
        }
    }

    private static unsafe bool IsLarge<T>(T[] array)
        where T : unmanaged => (long)array.Length * sizeof(T) >= 2 * HugePage;

    // A large array is never moved, so its address holds. A refusal is no error: pages are small then.
    private static unsafe void AskForHugePages<T>(T[] array)
        where T : unmanaged
    {
        if (!OperatingSystem.IsLinux() || !IsLarge(array))
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

    private static unsafe nint AddressOf<T>(T[] array)
        where T : unmanaged
    {
        fixed (T* words = array)
        {
            return (nint)words;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
