using System.Diagnostics;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>How long contenders are measured.</summary>
/// <param name="Rounds">Rounds that are timed.</param>
/// <param name="Seconds">About how long a contender's turn shall last; the fast do their work several times in it.</param>
internal sealed record TurnEffort(int Rounds, double Seconds)
{
    /// <summary>The most times of a turn.</summary>
    public const int MostTimes = 1000;
}

/// <summary>
/// Measures contenders in turns: in each round every one does its work once more, so that whatever slows the machine for a while slows all of
/// them. Starting and a first time, in which caches fill and compilers run, are not timed.
/// </summary>
/// <param name="effort">How long.</param>
/// <param name="alwaysOnce">True where each turn does the work once, since the work goes on from turn to turn.</param>
internal sealed class Turns(TurnEffort effort, bool alwaysOnce)
{
    // Threads of the one before may still spin for more work; after this they sleep.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private readonly List<Turn> _turns = [];
    private readonly Dictionary<string, LeftOut> _leftOut = [];

    /// <summary>Measures.</summary>
    /// <param name="entries">The contenders, in the order of their turns.</param>
    /// <param name="progress">Told who does something.</param>
    /// <param name="cancellation">Ends the measurement between two turns.</param>
    public (IReadOnlyList<PeerRow> Rows, IReadOnlyList<LeftOut> LeftOut) Run(
        IReadOnlyList<Entry> entries, Action<string> progress, CancellationToken cancellation)
    {
        try
        {
            foreach (var entry in entries)
            {
                progress($"starting {entry.Name}");
                cancellation.ThrowIfCancellationRequested();
                Try(entry, () => Begin(entry));
            }

            for (var round = 1; round <= effort.Rounds; round++)
            {
                foreach (var turn in _turns.ToArray())
                {
                    Thread.Sleep(Rest);
                    progress($"round {round} of {effort.Rounds}: {turn.Entry.Name}");
                    cancellation.ThrowIfCancellationRequested();
                    Try(turn.Entry, turn.Take);
                }
            }

            foreach (var turn in _turns.ToArray())
            {
                Try(turn.Entry, () => turn.Check(turn.Entry.Reference
                    ?? _turns.Find(other => other.Entry.Name == turn.Entry.ReferenceName)?.Checks));
            }
        }
        finally
        {
            _turns.ForEach(turn => turn.Contender.Dispose());
        }

        return (
            [.. _turns.Where(turn => !_leftOut.ContainsKey(turn.Entry.Name)).Select(turn => turn.ToRow())],
            [.. entries.Where(entry => _leftOut.ContainsKey(entry.Name)).Select(entry => _leftOut[entry.Name])]);
    }

    private void Begin(Entry entry)
    {
        var start = Stopwatch.GetTimestamp();
        var turn = new Turn(entry, entry.Start()) { StartSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
        _turns.Add(turn);
        turn.WarmUp(effort.Seconds, alwaysOnce);
    }

    // One that fails is left out from there on, and the others go on.
    private void Try(Entry entry, Action action)
    {
        if (_leftOut.ContainsKey(entry.Name))
        {
            return;
        }

        try
        {
            action();
        }
        catch (PeerFailedException error)
        {
            _leftOut.Add(entry.Name, new LeftOut(entry.Name, error.Message, (error as PeerMissingException)?.Install));
        }
    }

    private sealed class Turn(Entry entry, IContender contender)
    {
        private readonly List<double> _seconds = [];
        private int _times = 1;

        public Entry Entry => entry;

        public IContender Contender => contender;

        public WorkChecks Checks { get; private set; } = new();

        public double StartSeconds { get; init; }

        // The second time tells how long the work takes: the first also fills caches.
        public void WarmUp(double wanted, bool once)
        {
            var seconds = contender.Run(1).Seconds;
            if (!once)
            {
                seconds = seconds < wanted ? contender.Run(1).Seconds : seconds;
                _times = Math.Clamp((int)Math.Round(wanted / seconds), 1, TurnEffort.MostTimes);
            }
        }

        public void Take()
        {
            var answer = contender.Run(_times);
            _seconds.Add(answer.Seconds / _times);
            Checks = answer.Checks;
        }

        public void Check(WorkChecks? reference)
        {
            if (reference is not null && Checks.Difference(reference, entry.Samples, entry.IsExact) is { } difference)
            {
                throw new PeerFailedException(difference);
            }
        }

        public PeerRow ToRow() => new(
            entry.Name, entry.IsOwn, contender.Versions, contender.Threads, entry.Amount, entry.Share, _times, _seconds, StartSeconds, Checks,
            entry.Differs);
    }
}
