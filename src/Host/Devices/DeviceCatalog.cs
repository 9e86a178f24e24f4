namespace FhnHw.Host.Devices;

/// <summary>A device at hand.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Kind">What sort of array it is, a few words.</param>
/// <param name="Hardware">What computes.</param>
public sealed record DeviceEntry(DeviceName Name, string Kind, string Hardware);

/// <summary>The devices at hand.</summary>
public static class DeviceCatalog
{
    /// <summary>Every device, the built-in ones first.</summary>
    public static IReadOnlyList<DeviceEntry> List() => [new(new DeviceName.Managed(), "fixed point", Kernels.Managed.Processor.Name)];

    /// <summary>The device that runs where none is named.</summary>
    public static DeviceName Best() => new DeviceName.Managed();
}
