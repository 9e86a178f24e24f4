using Silk.NET.OpenCL;

namespace FhnHw.Kernels.OpenCl;

/// <summary>One OpenCL device, as <c>fhnhw devices</c> lists it.</summary>
public sealed class OpenClDevice
{
    internal OpenClDevice(int platform, int index, nint platformId, nint id)
    {
        Platform = platform;
        Index = index;
        Id = id;
        PlatformName = OpenClApi.PlatformText(platformId, PlatformInfo.Name);
        Name = OpenClApi.DeviceText(id, DeviceInfo.Name);
        Version = OpenClApi.DeviceText(id, DeviceInfo.Version);
        Driver = OpenClApi.DeviceText(id, DeviceInfo.DriverVersion);
        ComputeUnits = (int)OpenClApi.DeviceNumber(id, DeviceInfo.MaxComputeUnits);
        MemoryBytes = (long)OpenClApi.DeviceNumber(id, DeviceInfo.GlobalMemSize);
        LargestBufferBytes = (long)OpenClApi.DeviceNumber(id, DeviceInfo.MaxMemAllocSize);
        LargestGroup = (int)Math.Min(int.MaxValue, OpenClApi.DeviceNumber(id, DeviceInfo.MaxWorkGroupSize));
        var kind = (DeviceType)OpenClApi.DeviceNumber(id, DeviceInfo.Type);
        IsGpu = kind.HasFlag(DeviceType.Gpu);
        IsProcessor = kind.HasFlag(DeviceType.Cpu);
        IsAvailable = OpenClApi.DeviceNumber(id, DeviceInfo.Available) != 0
            && OpenClApi.DeviceNumber(id, DeviceInfo.CompilerAvailable) != 0;
    }

    /// <summary>P of <c>opencl:P:D</c>.</summary>
    public int Platform { get; }

    /// <summary>D of <c>opencl:P:D</c>.</summary>
    public int Index { get; }

    /// <summary>The name on the command line.</summary>
    public string DeviceName => $"opencl:{Platform}:{Index}";

    /// <summary>The driver's platform, such as "Portable Computing Language".</summary>
    public string PlatformName { get; }

    /// <summary>The name that the device gives itself.</summary>
    public string Name { get; }

    /// <summary>OpenCL version, such as "OpenCL 3.0 ...".</summary>
    public string Version { get; }

    /// <summary>Driver version.</summary>
    public string Driver { get; }

    /// <summary>Compute units: cores of a processor, multiprocessors of a GPU.</summary>
    public int ComputeUnits { get; }

    /// <summary>Memory, bytes.</summary>
    public long MemoryBytes { get; }

    /// <summary>The largest single buffer, bytes.</summary>
    internal long LargestBufferBytes { get; }

    /// <summary>The most work-items of a group.</summary>
    internal int LargestGroup { get; }

    /// <summary>True for a GPU.</summary>
    public bool IsGpu { get; }

    /// <summary>True where the device is this machine's processor.</summary>
    public bool IsProcessor { get; }

    /// <summary>True where the device is switched on and has a compiler.</summary>
    public bool IsAvailable { get; }

    internal nint Id { get; }

    /// <summary>Device and driver, for errors.</summary>
    internal string Title => $"{DeviceName} ({Name}; driver {PlatformName} {Driver})";

    /// <summary>What a measurement or a built program holds for: device, driver and their versions.</summary>
    internal string Identity => string.Join(" | ", Name, PlatformName, Version, Driver, $"{ComputeUnits} units");

    /// <summary>One line: platform, name and units.</summary>
    public override string ToString() => $"{Name} ({PlatformName} {Driver}), {ComputeUnits} units";
}
