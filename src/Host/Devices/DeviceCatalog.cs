using FhnHw.Boards.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Devices;

/// <summary>A device at hand.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Kind">What sort of array it is, a few words.</param>
/// <param name="Hardware">What computes.</param>
public sealed record DeviceEntry(DeviceName Name, string Kind, string Hardware);

/// <summary>The devices at hand.</summary>
public static class DeviceCatalog
{
    /// <summary>Every device: the cpu array, those of OpenCL, the floating-point baseline.</summary>
    public static IReadOnlyList<DeviceEntry> List() =>
    [
        new(new DeviceName.Cpu(), "fixed point", Processor.Name),
        .. OpenClDevices.List().Select(device => new DeviceEntry(NameOf(device), "fixed point", device.ToString())),
        new(new DeviceName.FloatingPoint(), "floating point", Processor.Name),
    ];

    /// <summary>The device that runs where none is named: the fastest one of OpenCL, else the cpu array.</summary>
    public static DeviceName Best() => OpenClDevices.Best(TuningFolder.Tuner) is { } device ? NameOf(device) : new DeviceName.Cpu();

    /// <summary>In which form an OpenCL device runs the usual cells, and why, in words; null for other devices.</summary>
    public static string? Explain(DeviceName name) => name is DeviceName.OpenCl(var platform, var index)
        && OpenClDevices.List().FirstOrDefault(device => (device.Platform, device.Index) == (platform, index)) is { IsAvailable: true } device
            ? TuningFolder.Tuner.Explain(device)
            : null;

    private static DeviceName.OpenCl NameOf(OpenClDevice device) => new(device.Platform, device.Index);
}
