using System.Globalization;
using System.Runtime.InteropServices;

namespace FhnHw.Kernels.OpenCl;

/// <summary>Gives back the memory that a driver's compiler takes with its code, once kernels are built; on Linux.</summary>
/// <remarks>
/// PoCL and Mesa bring LLVM and Clang into the process, of whose code some 55 MB are in memory when they are loaded, and more when they compile; nothing
/// of it runs while cells do. The system has it in its cache of files and maps it again where it does run: that takes a millisecond or two.
/// </remarks>
internal static partial class CompilerCode
{
    private const int DontNeed = 4; // MADV_DONTNEED of Linux

    private static readonly string[] Libraries = ["libLLVM", "libclang"];

    /// <summary>Gives the pages of code back; nothing where there is no such library.</summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            // Code alone, which nobody writes to: data that the loader has changed would be lost. A line is "7f00-7f10 r-xp 00000000 08:01 1234 /usr/lib/...".
            if (line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries) is [var range, "r-xp", _, _, _, var path]
                && Libraries.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal))
                && range.Split('-') is [var from, var to])
            {
                var (first, end) = (Address(from), Address(to));
                _ = Advise(first, end - first, DontNeed); // a refusal is no error: the memory stays taken
            }
        }
    }

    private static nint Address(string digits) => nint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
