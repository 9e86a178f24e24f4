using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Sessions;

/// <summary>
/// A board with its link: runs jobs, several at a time. After anything damaged, lost, repeated or out of order it begins a new session and
/// sends again the jobs that were not complete; where replies break again and again it has the jobs cut shorter. A board that is gone is
/// tried again for some seconds.
/// </summary>
public sealed class Board : IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    // A board that resets when its port is opened may take as long to answer, at the first opening and after a loss.
    private const double FirstHelloSeconds = 5;

    // A simulated board that got no processor time says nothing meanwhile: only one that speaks, so often at least, and does not answer has stalled.
    private const int SignsOfLife = 2;

    // A line that breaks often would bury what the program says: after so many losses only those that last so long are told.
    private const int LossesTold = 3;
    private const double LastingSeconds = 2;

    // Jobs are not cut below it, bytes of reply: four frames of data, which take as long as a request there and back.
    private const int ShortestReply = 4 * Protocol.DataBytes;

    private readonly Lock _turn = new();
    private readonly BoardAddress _address;
    private readonly LinkOptions _options;
    private readonly LinkClock _clock;
    private BoardSession? _session;
    private bool _stale; // a new session must begin before the next job
    private byte _tag;
    private short[]? _readout; // the readout that the board holds
    private int _broken; // sessions in a row that broke before any job was done
    private int _lossesTold;
    private int _stalled; // of them, those in which an idle board did not answer

    private Board(BoardAddress address, LinkOptions options)
    {
        _address = address;
        _options = options;
        ReplyBytes = options.ReplyBytes;
        _clock = options.Clock;
        Statistics = new LinkStatistics(address.ToString(), _clock);
        (_session, Greeting) = BoardGreeter.Connect(address, Math.Max(FirstHelloSeconds, options.ReconnectSeconds), Statistics, options);
        Statistics.Opened(); // a simulated board may have been built first
    }

    /// <summary>What the board says it is.</summary>
    public Greeting Greeting { get; }

    /// <summary>The longest reply that a job should have, bytes: shorter once the line has damaged too many long ones.</summary>
    internal int ReplyBytes { get; private set; }

    /// <summary>Traffic and errors of the link.</summary>
    public LinkStatistics Statistics { get; }

    /// <summary>The board's name and where it is, for sentences.</summary>
    public string Title => $"The board '{Greeting.Name}' on {_address}";

    /// <summary>Where it is.</summary>
    public BoardAddress Address => _address;

    /// <summary>Opens a line and greets the board there.</summary>
    /// <exception cref="DeviceMissingException">There is no port, or nothing on it answers as a board does.</exception>
    public static Board Open(BoardAddress address, LinkOptions options) => new(address, options);

    /// <summary>Runs jobs. Calls from several threads are served one at a time.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="readout">The readout that they need, or null.</param>
    /// <param name="take">Gets each job's number, reply and count of saturated cells, in any order; false to have it run again.</param>
    /// <param name="canBeCut">True where the jobs can be cut into shorter ones.</param>
    /// <exception cref="DeviceLostException">The board is gone, or every session breaks.</exception>
    /// <exception cref="JobsTooLongException">Jobs that can be cut should be; those that were not taken are to be run again.</exception>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public void Run(IReadOnlyList<JobRequest> jobs, short[]? readout, Func<BoardJob, bool> take, bool canBeCut = false)
    {
        lock (_turn)
        {
            var start = _clock.Now;
            (_broken, _stalled) = (0, 0); // a run that failed before takes no tries from this one
            var parts = readout is null ? [] : ReadoutWords.Payloads(readout, Greeting.Queue).Select(BoardJob.Of);
            var run = new BoardRun(jobs.Select((job, number) => BoardJob.Of(number, job, Greeting)), parts, Count);
            try
            {
                Run(run, readout, canBeCut);
            }
            finally
            {
                Statistics.WasBusySince(start);
                Statistics.AreInFlight(0);
                _stale |= run.HasOut;
            }
        }

        bool Count(BoardJob job)
        {
            if (!take(job))
            {
                Statistics.NotBalanced();
                return false;
            }

            Statistics.JobDone(job.Clocks);
            (_broken, _stalled) = (0, 0);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();

    private void Run(BoardRun run, short[]? readout, bool canBeCut)
    {
        var readoutIsThere = readout is null || (_readout is not null && _readout.AsSpan().SequenceEqual(readout));
        _readout = readoutIsThere ? _readout : null;
        run.Restart(readoutIsThere);
        while (!run.Done)
        {
            try
            {
                BeginSession(run, readout);
                Pump(run);
                _readout = readout ?? _readout;
            }
            catch (SessionBrokenException broken)
            {
                BeginAgain(broken, canBeCut && run.LongestReply > ShortestReply);
            }
            catch (TurnOverException)
            {
                ComeAgain("others wait for it");
            }
            catch (LinkGoneException) when (_session?.Turn.End is { IsForOthers: true } end)
            {
                ComeAgain(end.Words);
            }
            catch (LinkGoneException gone)
            {
                Reconnect(_session?.Turn.End?.Words ?? gone.Message, gone);
            }
            catch (RequestRefusedException refused)
            {
                _stale = true;
                throw new DeviceLostException(
                    $"{Title} refuses a job ({refused.Message}), so it does not keep to the protocol.", refused)
                {
                    Remedies = [Remedy.Do(RemedyAction.TestConformance).With(_address)],
                };
            }
        }
    }

    // Sends again all jobs that are not complete, where the last session broke.
    private void BeginSession(BoardRun run, short[]? readout)
    {
        if (_session is null)
        {
            Reconnect("it was lost before", null);
        }

        if (_stale)
        {
            _readout = null;
            CheckSame(_session!.Hello(TimeSpan.FromSeconds(_options.SilenceSeconds)) ?? throw new LinkGoneException("it does not answer"));
            _stale = false;
            run.Restart(readout is null);
        }
    }

    private void Pump(BoardRun run)
    {
        var session = _session!;
        var (answered, taken, heard) = (_clock.Now, _clock.Now, session.Heard);
        var before = run.Taken;
        while (!run.Done)
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            if (session.Turn.IsAskedToYield && !run.HasOut && run.Taken > before)
            {
                throw new TurnOverException();
            }

            // However short a turn, one job of it is done.
            while ((!session.Turn.IsAskedToYield || (!run.HasOut && run.Taken == before)) && run.Next(Greeting.Queue) is { } job)
            {
                session.Send(job.Send(NextTag()));
            }

            Statistics.AreInFlight(run.Out);

            if (session.Receive(Slice) is { } frame)
            {
                run.Take(frame);
                answered = taken = _clock.Now;
                heard = session.Heard;
            }
            else if (session.Silence.TotalSeconds > _options.SilenceSeconds)
            {
                throw new LinkGoneException("it fell silent");
            }
            else if (session.Busy)
            {
                answered = _clock.Now;
                heard = session.Heard;
                CheckBusy(run, _clock.Since(taken));
            }
            else if (_clock.Since(answered).TotalSeconds > StallSeconds && session.Heard - heard >= SignsOfLife)
            {
                throw Stalled();
            }
        }
    }

    // A long job sends nothing until its window begins; none takes as long as the slowest board's patience.
    private void CheckBusy(BoardRun run, TimeSpan time)
    {
        var most = (2 * _options.BusySeconds) + run.SlowestSeconds;
        if (time.TotalSeconds <= _options.BusySeconds)
        {
            return;
        }

        // Spoken of before it is given up, also where this process slept meanwhile.
        if (run.IsFirstTold())
        {
            _options.Notes?.Invoke(FormattableString.Invariant(
                $"{Title} has said for {_options.BusySeconds:0} s that it is busy and sent nothing; waiting {most:0} s at most."));
        }
        else if (time.TotalSeconds > most)
        {
            throw new DeviceLostException(FormattableString.Invariant(
                $"{Title} has said for {most:0} s that it is busy and sent nothing; switch it off and on, and run again."));
        }
    }

    private Exception Stalled()
    {
        var most = Math.Max(1, (_options.Tries + 1) / 3);
        if (++_stalled < most)
        {
            _options.Notes?.Invoke(FormattableString.Invariant($"{Title} is idle and has not answered a request for {StallSeconds:0.#} s; asking again."));
            return new SessionBrokenException("a request was not answered");
        }

        _stalled = 0;
        return new DeviceLostException(FormattableString.Invariant(
            $"{Title} says that it is idle and answers no request ({most} were sent, {StallSeconds:0.#} s each); switch it off and on."))
        {
            Remedies = [Remedy.Do(RemedyAction.TestConformance).With(_address)],
        };
    }

    // Long enough for a full queue to cross the line three times; the rate of a simulated line says nothing about wall time.
    private double StallSeconds => _options.StallSeconds
        ?? (_address.BytesPerSecond is { } rate && !Greeting.Simulated ? Math.Min(10, 1 + (3 * Greeting.Queue / rate)) : 10);

    private byte NextTag() => _tag = (byte)((_tag % 255) + 1);

    // Half of the tries go to jobs as they are; then they are cut, four times shorter each time, and all tries begin anew.
    private void BeginAgain(SessionBrokenException broken, bool canBeCut)
    {
        _stale = true;
        Statistics.Retried();
        if (canBeCut && _broken >= _options.Tries / 2)
        {
            _broken = 0;
            ReplyBytes = Math.Max(ShortestReply, ReplyBytes / 4);
            throw new JobsTooLongException(broken);
        }

        CountBroken(broken.Message, broken);
    }

    private void CountBroken(string reason, Exception? cause)
    {
        if (++_broken > _options.Tries)
        {
            _broken = 0;
            throw new DeviceLostException(
                $"{Title} could not finish a job in {_options.Tries + 1} tries (the last: {reason}); check cable and rate.", cause)
            {
                Remedies = [Remedy.Do(RemedyAction.MeasureLine).With(_address)],
            };
        }

        _clock.Sleep(TimeSpan.FromMilliseconds(Math.Min(1 << _broken, 250)));
    }

    // The board went to others, between two jobs of ours: nothing is lost, and this waits for the next turn.
    private void ComeAgain(string reason)
    {
        Drop();
        _options.Notes?.Invoke($"{Title} is given to others ({reason}); getting in the queue again.");
        Open(reason, null, Math.Max(FirstHelloSeconds, _options.ReconnectSeconds), isTold: true);
    }

    // Opens the line again until the board answers or the time is up.
    private void Reconnect(string reason, Exception? cause)
    {
        Drop();
        CountBroken(reason, cause);
        var isTold = _options.ReconnectSeconds > 0 && _lossesTold < LossesTold;
        if (isTold)
        {
            _lossesTold++;
            TellLoss(reason, _lossesTold == LossesTold ? " Later losses are told only where they last; all are counted." : "");
        }

        Open(reason, cause, _options.ReconnectSeconds, isTold);
    }

    private void TellLoss(string reason, string then) => _options.Notes?.Invoke(FormattableString.Invariant(
        $"{Title} is lost ({reason}); trying to reconnect for {_options.ReconnectSeconds:0.#} s.{then}"));

    private void Open(string reason, Exception? cause, double seconds, bool isTold)
    {
        var start = _clock.Now;

        // A port that is half open stays so until it is opened again; a board that resets when it is opened may need longer than the first time.
        var patience = FirstHelloSeconds;
        while (_clock.Since(start).TotalSeconds < seconds)
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            var opened = _clock.Now;
            try
            {
                var left = seconds - _clock.Since(start).TotalSeconds;
                var (session, greeting) = BoardGreeter.Connect(_address, Math.Min(left, patience), Statistics, _options);
                TakeBack(session, greeting, isTold);
                return;
            }
            catch (DeviceMissingException missing)
            {
                if (!isTold && _clock.Since(start).TotalSeconds >= LastingSeconds)
                {
                    TellLoss(reason, "");
                    isTold = true;
                }

                cause = missing;
                patience *= _clock.Since(opened).TotalSeconds < patience ? 1 : 2;
                _clock.Sleep(TimeSpan.FromMilliseconds(100));
            }
        }

        var wait = seconds > 0
            ? FormattableString.Invariant($" and did not come back in {seconds:0.#} s")
            : "";
        throw new DeviceLostException($"{Title} is lost ({reason}){wait}; {_address.Mend}.", cause);
    }

    private void TakeBack(BoardSession session, Greeting greeting, bool isTold)
    {
        _session = session;
        CheckSame(greeting);
        _readout = null;
        _stale = true;
        Statistics.Reconnected();
        if (isTold)
        {
            _options.Notes?.Invoke($"{Title} is back.");
        }
    }

    private void CheckSame(Greeting greeting)
    {
        if (GreetingDifferences.Of(Greeting, greeting) is { Length: > 0 } differences)
        {
            Drop();
            throw new DeviceLostException($"Another board answers on {_address} ({differences}); put the first one back and run again.");
        }
    }

    private void Drop()
    {
        _session?.Dispose();
        _session = null;
        _readout = null;
    }
}
