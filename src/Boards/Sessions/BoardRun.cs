using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sessions;

/// <summary>
/// The jobs of one run: waiting, outstanding and done. It keeps the board's queue filled within its credit and takes
/// the replies. Its owner begins a new session when something breaks.
/// </summary>
internal sealed class BoardRun
{
    // More would not help, since the queue of a board holds only a few requests.
    private const int MostOut = 64;

    private readonly Queue<BoardJob> _out = new();
    private readonly List<BoardJob> _waiting;
    private readonly BoardJob[] _readout;
    private readonly Func<BoardJob, bool> _take;
    private bool _told; // that a job takes long

    /// <summary>Prepares a run.</summary>
    /// <param name="jobs">The jobs, in their order.</param>
    /// <param name="readout">The parts of the readout that they need.</param>
    /// <param name="take">Takes a job that is done; false to have it run again.</param>
    public BoardRun(IEnumerable<BoardJob> jobs, IEnumerable<BoardJob> readout, Func<BoardJob, bool> take)
    {
        _waiting = [.. jobs];
        _readout = [.. readout];
        _take = take;
    }

    /// <summary>True when every job was taken.</summary>
    public bool Done => _waiting.Count == 0 && _out.Count == 0;

    /// <summary>Requests that are outstanding.</summary>
    public int Out => _out.Count;

    /// <summary>True while requests are outstanding.</summary>
    public bool HasOut => _out.Count > 0;

    /// <summary>Bytes of the longest reply among the jobs that are not done.</summary>
    public int LongestReply => _out.Concat(_waiting).Select(job => job.Reply.Length).DefaultIfEmpty(0).Max();

    /// <summary>Seconds that even the slowest board takes for the oldest request at most.</summary>
    public double SlowestSeconds => _out.TryPeek(out var oldest) ? oldest.SlowestSeconds : 0;

    /// <summary>Jobs taken so far.</summary>
    public int Taken { get; private set; }

    /// <summary>Starts a new session: outstanding requests wait again, after the readout where the board has lost it.</summary>
    public void Restart(bool readoutIsThere)
    {
        var jobs = _out.Where(job => job.Number >= 0).ToArray();
        _out.Clear();
        _waiting.RemoveAll(job => job.Number < 0);
        _waiting.InsertRange(0, jobs);
        if (!readoutIsThere)
        {
            _waiting.InsertRange(0, _readout);
        }
    }

    /// <summary>The next request that the board has room for, or null.</summary>
    /// <param name="queue">Bytes of the board's queue.</param>
    public BoardJob? Next(int queue)
    {
        if (_waiting.Count == 0 || _out.Count >= MostOut)
        {
            return null;
        }

        var next = _waiting[0];
        if (_out.Where(job => !job.Begun).Sum(job => job.QueueBytes) + next.QueueBytes > queue)
        {
            return null;
        }

        _waiting.RemoveAt(0);
        _out.Enqueue(next);
        return next;
    }

    /// <summary>Takes a frame.</summary>
    /// <exception cref="SessionBrokenException">The frame reports an error or is out of place.</exception>
    /// <exception cref="RequestRefusedException">The board refuses the request.</exception>
    public void Take(Frame frame)
    {
        if (frame.IsDamaged)
        {
            throw new SessionBrokenException("a damaged frame came");
        }

        if (!_out.TryPeek(out var oldest) || (frame.Tag != oldest.Tag && frame.Kind != Protocol.ErrorKind))
        {
            throw new SessionBrokenException($"a frame of kind 0x{frame.Kind:x2} came that belongs to no request");
        }

        if (frame.Kind == Protocol.ErrorKind)
        {
            throw BoardErrors.Of(frame, oldest);
        }

        if (oldest.Take(frame))
        {
            _out.Dequeue();
            if (oldest.Number >= 0)
            {
                Finish(oldest);
            }
        }
    }

    /// <summary>True the first time that it is asked.</summary>
    public bool IsFirstTold() => !_told && (_told = true);

    private void Finish(BoardJob job)
    {
        if (_take(job))
        {
            Taken++;
        }
        else
        {
            _waiting.Insert(0, job);
        }
    }
}
