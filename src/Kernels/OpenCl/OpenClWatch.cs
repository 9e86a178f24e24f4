using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.OpenCl;

/// <summary>
/// Notices calls of a driver that do not return. A thread in such a call cannot be ended, so whoever runs the program is told, and ends it.
/// </summary>
public static class OpenClWatch
{
    // No device is as slow as this, neuron-steps a second; simulators of devices come near.
    private const double LeastSpeed = 1e6;

    private static readonly Lock Gate = new();
    private static readonly List<Call> Open = [];
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static Timer? _timer;

    /// <summary>Told of a driver that hangs, once, on a thread of its own; null where nobody watches.</summary>
    public static Action<DeviceLostException>? Hung { get; set; }

    /// <summary>How long a call may take beside its computing.</summary>
    public static TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Watches from here until the scope is disposed.</summary>
    /// <param name="device">The device.</param>
    /// <param name="neuronSteps">What is computed meanwhile.</param>
    internal static IDisposable Over(OpenClDevice device, double neuronSteps)
    {
        var call = new Call(device, Environment.TickCount64 + (long)(Patience.TotalMilliseconds + (neuronSteps / LeastSpeed * 1000)));
        lock (Gate)
        {
            Open.Add(call);
            _timer ??= Hung is null ? null : new Timer(_ => Check(), null, Look, Look);
        }

        return call;
    }

    private static void Check()
    {
        Call? late;
        lock (Gate)
        {
            late = Open.Find(call => call.Until < Environment.TickCount64);
        }

        if (late is not null)
        {
            Hung?.Invoke(new DeviceLostException($"{late.Device.Title} no longer answers."));
        }
    }

    private sealed record Call(OpenClDevice Device, long Until) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                Open.RemoveAll(call => ReferenceEquals(call, this));
            }
        }
    }
}
