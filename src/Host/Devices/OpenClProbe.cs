using System.Runtime.InteropServices;
using FhnHw.Boards.Devices;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Devices;

/// <summary>
/// The process in which one OpenCL driver is tried out: it loads it, lists its devices, builds kernels and runs some cells on each. It says what
/// it begins, a line each, so that its parent knows what it was at when it ended. It ends with its parent.
/// </summary>
internal static partial class OpenClProbe
{
    /// <summary>The program's only argument in that process.</summary>
    public const string Verb = "--opencl-probe";

    /// <summary>Begins a line that says what is done next; begins one with the number of devices; is the last line.</summary>
    public const string At = "at ", Devices = "devices ", Done = "done";

    /// <summary>The line that says that the driver's library cannot be loaded.</summary>
    public const string NotLoaded = "not loaded";

    /// <summary>Begins a line that says that kernels are built and run next, on which device.</summary>
    public const string AtKernels = At + "it builds and runs kernels on ";

    private const int CoreFiles = 4; // RLIMIT_CORE

    /// <summary>Tries the driver that the environment names.</summary>
    public static int Run()
    {
        if (OperatingSystem.IsLinux())
        {
            var none = default(Limit);
            _ = SetLimit(CoreFiles, ref none); // a driver that aborts leaves no core file behind
        }

        new Thread(EndWithParent) { IsBackground = true }.Start();
        LoadLibraries();
        Say(At + "it lists its devices");
        var devices = OpenClDevices.List();
        Say(Devices + devices.Count);
        foreach (var device in devices.Where(device => device.IsAvailable))
        {
            Say(AtKernels + device.Name);
            TuningFolder.Tuner.Touch(device);
        }

        Say(Done);
        Exit(0); // without the driver's farewell, which may hang
        return 0;
    }

    // Loaded once and kept, for the loader lets go of a driver without devices, and LLVM ends a process that loads PoCL again.
    private static void LoadLibraries()
    {
        foreach (var driver in OpenClDriverFile.All())
        {
            if (!NativeLibrary.TryLoad(driver.Library, out _))
            {
                Say(NotLoaded);
            }
        }
    }

    private static void EndWithParent()
    {
        while (Console.In.Read() >= 0)
        {
        }

        Exit(1);
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ref Limit limit);

    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
