using System.Collections.Concurrent;

namespace FhnHw.Kernels.OpenCl;

/// <summary>The context of a device: one for all arrays of this process, for as long as the device answers.</summary>
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

    /// <summary>True once the next array opens a new context (<see cref="Forget"/>).</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>Has the next array open a new context. This one is not released: other arrays may still stand on it.</summary>
    public void Forget()
    {
        IsForgotten = true;
        if (Known.TryGetValue(Device.Id, out var known) && known.IsValueCreated && ReferenceEquals(known.Value, this))
        {
            Known.TryRemove(new(Device.Id, known));
        }
    }
}
