using FhnHw.Kernels.OpenCl;

namespace FhnHw.Kernels.Tests.OpenCl;

/// <summary>A device for the tests: the first processor, else the first device. Without one the tests fail, since PoCL can always be installed.</summary>
internal static class TestDevice
{
    public static OpenClDevice Get() => OpenClDevices.List(out var reason) is { Count: > 0 } devices
        ? devices.FirstOrDefault(device => device.IsProcessor) ?? devices[0]
        : throw new InvalidOperationException(reason);
}
