using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sessions;

/// <summary>An outstanding request: a job whose reply is being gathered, or a part of the readout.</summary>
public sealed class BoardJob
{
    // Slower than any board: a microcontroller does some million.
    private const double LeastStepsPerSecond = 100_000;

    private readonly byte[] _payload;
    private readonly int _cells;
    private int _received;
    private int _blocks;

    private BoardJob(byte kind, byte[] payload, int replyBytes, int number, int cells = 0, double steps = 0)
    {
        Kind = kind;
        _cells = cells;
        SlowestSeconds = steps / LeastStepsPerSecond;
        _payload = payload;
        Reply = new byte[replyBytes];
        Number = number;
    }

    /// <summary>JOB or READOUT.</summary>
    public byte Kind { get; }

    /// <summary>Number of the job in its run; -1 for the readout.</summary>
    public int Number { get; }

    /// <summary>Seconds that even the slowest board takes for it at most.</summary>
    public double SlowestSeconds { get; }

    /// <summary>The tag it was sent with.</summary>
    public byte Tag { get; private set; }

    /// <summary>The reply; complete when DONE has come.</summary>
    public byte[] Reply { get; }

    /// <summary>True from the first frame of the reply on: then the board's queue has room again.</summary>
    public bool Begun { get; private set; }

    /// <summary>Cells in which X saturated; known from DONE.</summary>
    public int Saturated { get; private set; }

    /// <summary>Clocks that the board took; known from DONE, 0 where the board does not count them.</summary>
    public uint Clocks { get; private set; }

    /// <summary>Bytes that it takes in the board's queue.</summary>
    public int QueueBytes => Protocol.LeastFrameBytes + _payload.Length;

    /// <summary>A job.</summary>
    public static BoardJob Of(int number, JobRequest job, Greeting board) => new(
        Protocol.JobKind, job.ToPayload(board), new ReplyLayout(job, board.XBytes, board.YBytes).Bytes, number, job.Cells,
        (double)job.Cells * ((double)job.Transient + job.Steps));

    /// <summary>A part of the readout.</summary>
    public static BoardJob Of(byte[] readoutPayload) => new(Protocol.ReadoutKind, readoutPayload, 0, -1);

    /// <summary>The frame to send; discards what came of an earlier reply.</summary>
    public Frame Send(byte tag)
    {
        Tag = tag;
        Begun = false;
        _received = 0;
        _blocks = 0;
        return new Frame(Kind, tag, _payload);
    }

    /// <summary>Takes a frame with this job's tag.</summary>
    /// <returns>True where it was the last frame of the reply.</returns>
    /// <exception cref="SessionBrokenException">The frame does not fit here.</exception>
    public bool Take(Frame frame)
    {
        Begun = true;
        switch (frame.Kind)
        {
            case Protocol.AckKind when Kind == Protocol.ReadoutKind:
                return true;
            case Protocol.DataKind when Kind == Protocol.JobKind:
                TakeData(frame.Payload);
                return false;
            case Protocol.DoneKind when Kind == Protocol.JobKind:
                TakeDone(frame.Payload);
                return true;
            default:
                throw new SessionBrokenException($"a frame of kind 0x{frame.Kind:x2} came out of place");
        }
    }

    private void TakeData(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 3 || payload.Length > Reply.Length - _received + 2)
        {
            throw new SessionBrokenException("a block of data has the wrong length");
        }

        var block = payload[0] | (payload[1] << 8);
        if (block != (_blocks & 0xFFFF))
        {
            throw new SessionBrokenException($"block {block} came where block {_blocks & 0xFFFF} was due");
        }

        payload[2..].CopyTo(Reply.AsSpan(_received));
        _received += payload.Length - 2;
        _blocks++;
    }

    private void TakeDone(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Protocol.DoneBytes)
        {
            throw new SessionBrokenException($"DONE has {payload.Length} bytes where {Protocol.DoneBytes} are due");
        }

        if (_received != Reply.Length)
        {
            throw new SessionBrokenException($"a reply ended after {_received} of {Reply.Length} bytes");
        }

        var counted = unchecked((uint)Words.Read(payload.Slice(2, 4)));
        if (counted != (uint)Reply.Length)
        {
            throw new SessionBrokenException($"DONE counts {counted} bytes where {Reply.Length} came");
        }

        Saturated = payload[0] | (payload[1] << 8);
        if (Saturated > _cells)
        {
            throw new SessionBrokenException($"DONE counts {Saturated} saturated cells of {_cells}");
        }

        Clocks = unchecked((uint)Words.Read(payload.Slice(6, 4)));
    }
}
