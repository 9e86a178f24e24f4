using System.Globalization;
using System.Runtime.InteropServices;
using FhnHw.Boards.Devices;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Devices;

/// <summary>
/// Tries OpenCL's drivers out in processes of their own before this process loads them, and keeps those from being loaded that abort or hang. What
/// was seen of a driver is remembered until it, its surroundings or the system's start changes, or a process that used drivers did not end by itself
/// (<see cref="OpenClUse"/>); of a harmful one for ten minutes, or until the cache is deleted that may have been the cause.
/// </summary>
internal static partial class OpenClScreen
{
    private const long HarmIsRemembered = 10 * TimeSpan.TicksPerMinute;

    /// <summary>True where nothing remembered is to be believed, as in <c>doctor</c>.</summary>
    public static bool TriesAnew { get; set; }

    /// <summary>From now on drivers are tried out before they are loaded; on Linux, where files register them.</summary>
    public static void Install()
    {
        if (OperatingSystem.IsLinux())
        {
            OpenClDevices.Screening = Screen;
        }
    }

    private static OpenClScreening Screen()
    {
        var drivers = OpenClDriverFile.All();
        TriesAnew |= OpenClUse.Begin();
        Task<OpenClDriverReport>[] trials = [.. drivers.Select(driver =>
            !TriesAnew && Remembered(driver) is { } known ? Task.FromResult(known) : Task.Run(() => Try(driver)))];
        OpenClDriverReport[] reports = [.. trials.Select(trial => trial.Result)];
        if (!reports.Any(report => report.IsHarmful))
        {
            return new OpenClScreening(reports, () => { });
        }

        // The loader is shown a folder with the others.
        var folder = Directory.CreateTempSubdirectory("fhnhw-opencl-").FullName;
        foreach (var report in reports.Where(report => !report.IsHarmful))
        {
            File.Copy(report.Driver, Path.Combine(folder, Path.GetFileName(report.Driver)));
        }

        foreach (var name in OpenClDriverFile.VendorsVariables)
        {
            _ = SetVariable(name, folder, 1);
        }

        return new OpenClScreening(reports, () => Directory.Delete(folder, recursive: true));
    }

    private static OpenClDriverReport Try(OpenClDriverFile driver)
    {
        var report = OpenClTrialProcess.Of(driver);
        TuningFolder.OfUser.Keep(
            driver.Identity, string.Join('\t', DateTime.UtcNow.Ticks, report.Devices, report.IsHarmful, OnOneLine(report.Problem ?? "")));
        return report;
    }

    private static OpenClDriverReport? Remembered(OpenClDriverFile driver) =>
        TuningFolder.OfUser.Find(driver.Identity)?.Split('\t') is [var ticks, var devices, var harmful, var problem]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var then)
        && int.TryParse(devices, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && bool.TryParse(harmful, out var isHarmful)
        && !(isHarmful && (driver.HasLostCache || (DateTime.UtcNow.Ticks - then) is < 0 or > HarmIsRemembered))
            ? new OpenClDriverReport(driver.Path, count, problem.Length == 0 ? null : problem, isHarmful)
            : null;

    private static string OnOneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');

    // The loader reads the environment of the process, which .NET keeps a copy of.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
