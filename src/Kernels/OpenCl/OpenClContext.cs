using System.Collections.Concurrent;

namespace FhnHw.Kernels.OpenCl;

/// <summary>The context of a device: one for all arrays of this process, for as long as it lives.</summary>
internal sealed unsafe class OpenClContext
{
    private static readonly ConcurrentDictionary<nint, Lazy<OpenClContext>> Known = [];

    private OpenClContext(OpenClDevice device)
    {
        Device = device;
        int code;
        var id = device.Id;
        Handle = OpenClApi.Instance.CreateContext(null, 1, &id, null, null, &code);
        OpenClApi.Check(code, "open a context", device);
    }

    /// <summary>The device.</summary>
    public OpenClDevice Device { get; }

    /// <summary>OpenCL's handle.</summary>
    public nint Handle { get; }

    /// <summary>The context of a device.</summary>
    /// <exception cref="Arrays.DeviceLostException">The device opens none.</exception>
    public static OpenClContext Of(OpenClDevice device) => Known.GetOrAdd(device.Id, _ => new(() => new OpenClContext(device))).Value;
}
