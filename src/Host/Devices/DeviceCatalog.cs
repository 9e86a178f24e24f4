namespace FhnHw.Host.Devices;

/// <summary>The devices at hand.</summary>
public static class DeviceCatalog
{
    /// <summary>The device that runs where none is named.</summary>
    public static DeviceName Best() => new DeviceName.Managed();
}
