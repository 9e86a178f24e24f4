using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FhnHw.Kernels.Samples;

/// <summary>Arrays that are too large for any cache and are written once from end to end.</summary>
/// <remarks>
/// Such an array costs more to touch than to fill: the system hands its memory out in pages of 4 KiB, each at the first write to it. Linux
/// gives pages of 2 MiB to those who ask for them (transparent huge pages), 512 times fewer; other systems are not asked.
/// </remarks>
public static partial class LargeArrays
{
    private const nint HugePage = 2 << 20;
    private const int AdviceHugePage = 14; // MADV_HUGEPAGE of Linux

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

    /// <summary>An array whose words hold anything.</summary>
    public static T[] Uninitialised<T>(long length)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(checked((int)length));
        AskForHugePages(array);
        return array;
    }

    // A large array is never moved, so its address holds. A refusal is no error: pages are small then.
    private static unsafe void AskForHugePages<T>(T[] array)
        where T : unmanaged
    {
        if (!OperatingSystem.IsLinux() || (long)array.Length * sizeof(T) < 2 * HugePage)
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
