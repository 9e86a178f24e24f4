namespace FhnHw.Fuzz.Engine;

/// <summary>Ends the program where an input does not come back, and keeps the input.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly Action<byte[]> _hangs;
    private readonly Timer _timer;
    private byte[]? _input;
    private long _since;

    /// <summary>Begins to watch.</summary>
    /// <param name="limit">The longest time for an input.</param>
    /// <param name="hangs">Given the input that takes longer; it is to end the program.</param>
    public Watchdog(TimeSpan limit, Action<byte[]> hangs)
    {
        (_limit, _hangs) = (limit, hangs);
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>An input is about to be given.</summary>
    public void Begin(byte[] input)
    {
        Volatile.Write(ref _since, Environment.TickCount64);
        Volatile.Write(ref _input, input);
    }

    /// <summary>It came back.</summary>
    public void End() => Volatile.Write(ref _input, null);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Volatile.Read(ref _input) is { } input && Environment.TickCount64 - Volatile.Read(ref _since) > _limit.TotalMilliseconds)
        {
            _hangs(input);
        }
    }
}
