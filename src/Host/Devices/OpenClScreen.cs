using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Devices;

/// <summary>
/// Tries OpenCL's drivers out in processes of their own before this process loads them, and keeps those from being loaded that abort or hang. What
/// was seen of a driver is remembered until it, its surroundings or the system's start changes; of a harmful one for ten minutes.
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
        OpenClDriverReport[] reports = [.. drivers.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Max(1, drivers.Length)).Select(Report)];
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

    private static OpenClDriverReport Report(OpenClDriverFile driver)
    {
        var key = driver.Identity;
        if (!TriesAnew && Remembered(key) is { } known)
        {
            return known;
        }

        var report = OpenClTrialProcess.Of(driver);
        TuningFolder.OfUser.Keep(key, $"{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)} {JsonSerializer.Serialize(report)}");
        return report;
    }

    private static OpenClDriverReport? Remembered(string key)
    {
        if (TuningFolder.OfUser.Find(key)?.Split(' ', 2) is not [var ticks, var json]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var then))
        {
            return null;
        }

        try
        {
            var report = JsonSerializer.Deserialize<OpenClDriverReport>(json);
            return report is { IsHarmful: true } && (DateTime.UtcNow.Ticks - then) is < 0 or > HarmIsRemembered ? null : report;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The loader reads the environment of the process, which .NET keeps a copy of.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
