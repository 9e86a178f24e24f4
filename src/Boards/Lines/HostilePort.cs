using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Lines;

/// <summary>A port whose line goes wrong by a plan each time it is opened, and which is away for a while after it was unplugged.</summary>
/// <param name="name">What the port is called in errors.</param>
/// <param name="plan">What goes wrong.</param>
/// <param name="open">Opens the real line.</param>
/// <param name="time">The clock by which it is away.</param>
internal sealed class HostilePort(string name, FaultPlan plan, Func<ILink> open, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _back = DateTimeOffset.MinValue;
    private int _openings;

    /// <summary>The faults so far.</summary>
    public FaultTally Tally { get; } = new();

    /// <summary>Opens the line.</summary>
    /// <exception cref="DeviceMissingException">It is unplugged, or the real line cannot be opened.</exception>
    public ILink Open()
    {
        lock (_gate)
        {
            if (time.GetUtcNow() < _back)
            {
                throw new DeviceMissingException($"There is no port {name} now; plug the board in and check the name.");
            }
        }

        return new HostileLink(open(), plan, _openings++, time, Tally, Unplug);
    }

    private void Unplug(TimeSpan away)
    {
        lock (_gate)
        {
            var back = time.GetUtcNow() + away;
            _back = back > _back ? back : _back;
        }
    }
}
