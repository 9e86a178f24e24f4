using System.Buffers.Binary;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Boards.Wire;

/// <summary>Where each feature stands in the reply of a job, by the order of docs/protocol.md section 4.</summary>
internal sealed class ReplyLayout
{
    private readonly JobRequest _job;
    private readonly int _xBytes;
    private readonly int _yBytes;
    private readonly int _rowBytes; // of one sample
    private readonly int _samplesAt, _lastEndsAt, _signaturesAt, _votesAt, _registersAt;

    /// <summary>Lays out a reply.</summary>
    /// <param name="job">The job.</param>
    /// <param name="xBytes">Bytes of an X.</param>
    /// <param name="yBytes">Bytes of a Y.</param>
    /// <exception cref="OverflowException">The reply is 2 GiB or longer.</exception>
    public ReplyLayout(JobRequest job, int xBytes, int yBytes)
    {
        _job = job;
        _xBytes = xBytes;
        _yBytes = yBytes;
        _rowBytes = job.Asks(Protocol.TraceFeature) ? job.Cells * xBytes : job.Asks(Protocol.SignsFeature) ? (job.Cells + 7) / 8 : 0;
        var ends = job.Asks(Protocol.EndsFeature) ? job.Cells * yBytes : 0;
        _samplesAt = ends;
        _lastEndsAt = checked(_samplesAt + (_rowBytes * job.Samples));
        _signaturesAt = checked(_lastEndsAt + (job.Asks(Protocol.ChargeFeature) ? job.Cells * yBytes : ends));
        _votesAt = checked(_signaturesAt + (job.Asks(Protocol.SignatureFeature) ? 4 * job.Cells : 0));
        _registersAt = checked(_votesAt + (job.Asks(Protocol.VotesFeature) ? 4 * job.Cells / job.ImageCells * job.Classes : 0));
        Bytes = checked(_registersAt + (job.Asks(Protocol.RegistersFeature) ? job.Cells * (xBytes + Protocol.NoiseBytes) : 0));
    }

    /// <summary>Bytes of the whole reply.</summary>
    public int Bytes { get; }

    /// <summary>Where X of a cell at a sample stands, in a reply with a trace.</summary>
    public int XAt(int sample, int cell) => _samplesAt + (sample * _rowBytes) + (cell * _xBytes);

    /// <summary>Where Y of a cell after the last step stands, or what it gained.</summary>
    public int LastEndAt(int cell) => _lastEndsAt + (cell * _yBytes);

    /// <summary>Where the votes for a class of an image stand: word [image · classes + class].</summary>
    public int VotesAt(int index) => _votesAt + (4 * index);

    /// <summary>Y of a cell at the window's first step.</summary>
    public long FirstEnd(ReadOnlySpan<byte> reply, int cell) => Words.Read(reply.Slice(cell * _yBytes, _yBytes));

    /// <summary>Y of a cell after the window's last step.</summary>
    public long LastEnd(ReadOnlySpan<byte> reply, int cell) => Words.Read(reply.Slice(LastEndAt(cell), _yBytes));

    /// <summary>What Y of a cell gained over the window.</summary>
    public long Gained(ReadOnlySpan<byte> reply, int cell) =>
        _job.Asks(Protocol.ChargeFeature) ? LastEnd(reply, cell) : LastEnd(reply, cell) - FirstEnd(reply, cell);

    /// <summary>X of every cell at a sample.</summary>
    public void Row(ReadOnlySpan<byte> reply, int sample, Span<short> row)
    {
        var bytes = reply.Slice(_samplesAt + (sample * _rowBytes), _rowBytes);
        for (var cell = 0; cell < _job.Cells; cell++)
        {
            row[cell] = X(bytes, cell);
        }
    }

    /// <summary>The packed signs of every cell at a sample: bit c mod 8 of byte c / 8.</summary>
    public ReadOnlySpan<byte> SignRow(ReadOnlySpan<byte> reply, int sample) =>
        reply.Slice(_samplesAt + (sample * _rowBytes), _rowBytes);

    /// <summary>The signature of a cell.</summary>
    public uint Signature(ReadOnlySpan<byte> reply, int cell) =>
        BinaryPrimitives.ReadUInt32LittleEndian(reply[(_signaturesAt + (4 * cell))..]);

    /// <summary>Samples won: word [image · classes + class].</summary>
    public uint Votes(ReadOnlySpan<byte> reply, int index) =>
        BinaryPrimitives.ReadUInt32LittleEndian(reply[VotesAt(index)..]);

    /// <summary>X of a cell after the last step, where registers were asked for.</summary>
    public short LastX(ReadOnlySpan<byte> reply, int cell) => X(reply[_registersAt..], cell);

    /// <summary>The registers of a cell after the last step, where ends and registers were asked for.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="lowBits">k + e, bits of Y below the LSB of X.</param>
    public CellState LastState(ReadOnlySpan<byte> reply, int cell, int lowBits)
    {
        var Y = LastEnd(reply, cell);
        return new CellState(LastX(reply, cell), (int)(Y >> lowBits), (int)(Y & ((1L << lowBits) - 1)));
    }

    /// <summary>The generator of a cell after the last step.</summary>
    public NoiseGenerator LastNoise(ReadOnlySpan<byte> reply, int cell)
    {
        var words = reply[(_registersAt + (_job.Cells * _xBytes) + (Protocol.NoiseBytes * cell))..];
        return new NoiseGenerator(BinaryPrimitives.ReadUInt16LittleEndian(words), BinaryPrimitives.ReadUInt16LittleEndian(words[2..]));
    }

    private short X(ReadOnlySpan<byte> row, int cell) => _xBytes == 1
        ? unchecked((sbyte)row[cell])
        : BinaryPrimitives.ReadInt16LittleEndian(row[(2 * cell)..]);
}
