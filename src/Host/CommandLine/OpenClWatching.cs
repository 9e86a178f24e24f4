using System.Runtime.InteropServices;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.CommandLine;

/// <summary>Ends the program where an OpenCL driver hangs in mid-run: one sentence, and at once, since nothing can end the driver's call.</summary>
internal static partial class OpenClWatching
{
    /// <summary>From now on drivers are watched.</summary>
    public static void Install()
    {
        OpenClWatch.Patience = OpenClTrialProcess.AskedPatience ?? OpenClWatch.Patience;
        OpenClWatch.Hung = End;
    }

    private static void End(DeviceLostException error)
    {
        var failure = Failure.Of(error);
        Console.Error.WriteLine($"fhnhw: {failure.Sentence}");
        if (OperatingSystem.IsWindows())
        {
            Environment.FailFast(failure.Sentence);
        }

        Exit(failure.Code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
