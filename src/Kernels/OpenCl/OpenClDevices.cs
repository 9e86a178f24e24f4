using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.OpenCl;

/// <summary>The OpenCL devices of this machine.</summary>
public static class OpenClDevices
{
    private const string Install = "on Debian or Ubuntu run 'apt-get install ocl-icd-libopencl1 pocl-opencl-icd'";

    // Drivers are loaded once.
    private static readonly Lazy<(IReadOnlyList<OpenClDevice> Devices, DeviceMissingException? Missing)> Found = new(Look);

    /// <summary>Tries drivers out, before the first use loads them, and keeps harmful ones from being loaded; null for no trial.</summary>
    public static Func<OpenClScreening>? Screening { get; set; }

    /// <summary>What the trial showed of each driver; empty where there was none.</summary>
    public static IReadOnlyList<OpenClDriverReport> Drivers { get; private set; } = [];

    /// <summary>Every device of every platform.</summary>
    /// <param name="missing">Why there is none; null where there is one.</param>
    public static IReadOnlyList<OpenClDevice> List(out DeviceMissingException? missing)
    {
        missing = Found.Value.Missing;
        return Found.Value.Devices;
    }

    /// <summary>Every device of every platform; empty where there is none.</summary>
    public static IReadOnlyList<OpenClDevice> List() => List(out _);

    /// <summary>
    /// The fastest device that is switched on, by what each measured; null where there is none. Where there is only one, nothing is measured.
    /// </summary>
    /// <param name="tuner">Measures, or remembers.</param>
    public static OpenClDevice? Best(OpenClTuner tuner)
    {
        OpenClDevice[] devices = [.. List().Where(device => device.IsAvailable)];
        return devices.Length <= 1 ? devices.FirstOrDefault() : OpenClTuner.Fastest(devices, device => tuner.SpeedOf(device));
    }

    /// <summary>The device of a name.</summary>
    /// <exception cref="DeviceMissingException">There is no such device, or it is switched off.</exception>
    public static OpenClDevice Find(int platform, int device)
    {
        var devices = List(out var missing);
        var found = devices.FirstOrDefault(candidate => candidate.Platform == platform && candidate.Index == device);
        if (found is null)
        {
            var names = string.Join(", ", devices.Select(candidate => candidate.DeviceName));
            throw new DeviceMissingException(missing?.Message ?? $"There is no device opencl:{platform}:{device}{LeftOut()}; there is {names}.", missing)
            {
                Remedies = missing?.Remedies ?? [],
            };
        }

        return found.IsAvailable
            ? found
            : throw new DeviceMissingException($"{found.DeviceName} ({found.Name}) is switched off or has no compiler; choose another device.");
    }

    // Drivers with problems, as a cause in brackets.
    private static string LeftOut() =>
        Drivers.Where(driver => driver.Problem is not null).Select(driver => $"{driver.Driver} {driver.Problem}").ToArray() is { Length: > 0 } problems
            ? $" ({string.Join("; ", problems)})"
            : "";

    private static DeviceMissingException None() => LeftOut() is { Length: > 0 } problems
        ? new DeviceMissingException($"No OpenCL driver has a device that can be used{problems}.")
        {
            Remedies = [Remedy.Do(RemedyAction.CheckMachine), Remedy.Do(RemedyAction.CpuArray)],
        }
        : new DeviceMissingException($"No OpenCL driver has a device; {Install}.");

    private static (IReadOnlyList<OpenClDevice> Devices, DeviceMissingException? Missing) Look()
    {
        var screening = Screening?.Invoke();
        Drivers = screening?.Drivers ?? [];
        try
        {
            return Load();
        }
        finally
        {
            screening?.Loaded();
        }
    }

    private static (IReadOnlyList<OpenClDevice> Devices, DeviceMissingException? Missing) Load()
    {
        try
        {
            var devices = new List<OpenClDevice>();
            var platforms = OpenClApi.Platforms();
            for (var p = 0; p < platforms.Length; p++)
            {
                var ids = OpenClApi.Devices(platforms[p]);
                for (var d = 0; d < ids.Length; d++)
                {
                    devices.Add(new OpenClDevice(p, d, platforms[p], ids[d]));
                }
            }

            return (devices, devices.Count > 0 ? null : None());
        }
        catch (DeviceMissingException error)
        {
            return ([], error);
        }
    }
}
