using System.Diagnostics;

namespace FhnHw.Tests.Simulation;

/// <summary>What many seeds came to. Threads add to it in turns.</summary>
/// <param name="from">The first seed.</param>
internal sealed class Tally(long from)
{
    private readonly Lock _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _seeds, _right, _refused, _faults, _retries, _reconnects, _unbalanced, _events;
    private double _seconds;

    /// <summary>Seeds that showed what must not be.</summary>
    public long Problems { get; private set; }

    /// <summary>Seeds so far.</summary>
    public long Seeds => _seeds;

    /// <summary>Calls that gave the normative numbers.</summary>
    public long Right => _right;

    /// <summary>Sessions begun again.</summary>
    public long Retries => _retries;

    /// <summary>Lines opened again.</summary>
    public long Reconnects => _reconnects;

    /// <summary>Replies asked again since their charge did not balance.</summary>
    public long Unbalanced => _unbalanced;

    /// <summary>Adds a seed.</summary>
    public void Add(Verdict verdict)
    {
        lock (_gate)
        {
            _seeds++;
            Problems += verdict.Problem is null ? 0 : 1;
            _right += verdict.Right;
            _refused += verdict.Refused;
            _faults += verdict.Faults;
            _retries += verdict.Retries;
            _reconnects += verdict.Reconnects;
            _unbalanced += verdict.Unbalanced;
            _events += verdict.Events;
            _seconds += verdict.Seconds;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_gate)
        {
            var seconds = _watch.Elapsed.TotalSeconds;
            return FormattableString.Invariant($"{_seeds} seeds from {from} in {seconds:0.0} s ({_seeds / seconds:0} a second): {Problems} problems; ")
                + FormattableString.Invariant($"{_right} calls right, {_refused} ended with a sentence; {_faults} faults, {_retries} retries, ")
                + FormattableString.Invariant($"{_reconnects} reconnects, {_unbalanced} unbalanced; {_seconds:0} virtual seconds, {_events} events");
        }
    }
}
