using System.Diagnostics;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Conformance;

/// <summary>
/// Damaged frames without a pause, and jobs among them. Each is answered by more bytes than it has, so ERROR 1 always waits. Where the line's rate is
/// known, they come at that rate. Where it is not, the board's answers tell how far it is: two pieces are on their way, each closed by a job, and a piece
/// grows until the board needs <see cref="PieceSeconds"/> for it, so that a host that is late by as much leaves no gap.
/// </summary>
/// <param name="probe">The board.</param>
internal sealed class DamageFlood(Probe probe)
{
    private const double PieceSeconds = 0.05;
    private const int LeastFrames = 100, MostFrames = 1 << 19; // of a piece
    private const int FirstJob = 8; // the piece that a job follows, at a known rate
    private const byte Tag = 6;

    private readonly JobRequest _job = probe.Small();
    private byte[] _piece = Piece(LeastFrames);
    private int _sent;
    private long _answered = Stopwatch.GetTimestamp();

    /// <summary>What is sent: a frame that is too short to be one.</summary>
    public static byte[] Damaged { get; } = [2, 1, 0];

    /// <summary>Jobs that were answered.</summary>
    public int Answers { get; private set; }

    /// <summary>So many damaged frames.</summary>
    public static byte[] Piece(int frames) => [.. Enumerable.Repeat(Damaged, frames).SelectMany(frame => frame)];

    /// <summary>Sends what keeps the board busy, and takes what comes meanwhile.</summary>
    public void Push()
    {
        if (probe.BytesPerSecond is { } rate)
        {
            probe.SendRaw(_piece);
            if (++_sent == FirstJob)
            {
                probe.Send(_job, Tag);
            }

            Take(TimeSpan.FromSeconds(_piece.Length / rate));
            return;
        }

        for (; _sent - Answers < 2; _sent++)
        {
            probe.SendRaw([.. _piece, .. new Frame(Protocol.JobKind, Tag, _job.ToPayload(probe.Board)).ToWire(probe.Nonce)]);
        }

        Take(TimeSpan.FromMilliseconds(5));
    }

    // Until nothing is there, or a job is answered: reports may come as fast as they are taken.
    private void Take(TimeSpan patience)
    {
        for (; probe.Poll(patience) is { } frame; patience = TimeSpan.Zero)
        {
            if (frame is { Kind: Protocol.DoneKind, Tag: Tag })
            {
                Answers++;
                Grow();
                return;
            }
        }
    }

    private void Grow()
    {
        var frames = _piece.Length / Damaged.Length;
        if (probe.BytesPerSecond is null && frames < MostFrames && Stopwatch.GetElapsedTime(_answered).TotalSeconds < PieceSeconds)
        {
            _piece = Piece(2 * frames);
        }

        _answered = Stopwatch.GetTimestamp();
    }
}
