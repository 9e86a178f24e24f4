using System.Buffers.Binary;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Lines;

/// <summary>A reply that is coming, frame by frame, and the numbers in it that a faulty board would get wrong.</summary>
internal sealed class WrongNumbers
{
    private readonly JobRequest _job;
    private readonly Greeting _board;
    private readonly ReplyLayout _layout;
    private int _from; // of the reply's bytes, the first of this frame

    private WrongNumbers(JobRequest job, Greeting board)
    {
        _job = job;
        _board = board;
        _layout = new ReplyLayout(job, board.XBytes, board.YBytes);
    }

    private bool HasEnds => _job.Asks(Protocol.EndsFeature) || _job.Asks(Protocol.ChargeFeature);

    /// <summary>The reply of a job; only what its layout follows from is read.</summary>
    public static WrongNumbers Of(ReadOnlySpan<byte> job, Greeting board)
    {
        var (cells, images) = (BinaryPrimitives.ReadUInt16LittleEndian(job[2..]), BinaryPrimitives.ReadUInt16LittleEndian(job[16..]));
        return new WrongNumbers(
            new JobRequest(
                BinaryPrimitives.ReadUInt16LittleEndian(job), new int[cells], BinaryPrimitives.ReadInt32LittleEndian(job[4..]),
                BinaryPrimitives.ReadInt32LittleEndian(job[8..]), BinaryPrimitives.ReadInt32LittleEndian(job[12..]), images, job[18]),
            board);
    }

    /// <summary>Takes the next bytes of the reply and changes some.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="impossible">True to send a number beyond its bound.</param>
    /// <param name="balanced">True to send wrong numbers whose charge balances, or that no balance knows of.</param>
    /// <param name="draws">Say which.</param>
    public void Take(Span<byte> data, bool impossible, bool balanced, FaultDraws draws)
    {
        if (impossible)
        {
            BreakBound(data, draws);
        }

        if (balanced)
        {
            _ = ChangeVotes(data, draws) || ChangeSamples(data, draws) || ChangeGain(data, draws);
        }

        _from += data.Length;
    }

    // The high byte of a Y or of an X.
    private void BreakBound(Span<byte> data, FaultDraws draws)
    {
        var cell = draws.Below(_job.Cells);
        if (HasEnds && Find(data, _layout.LastEndAt(cell) + _board.YBytes - 1) is { } high)
        {
            data[high] = 0x7F;
        }
        else if (_job.Asks(Protocol.TraceFeature) && Find(data, _layout.XAt(draws.Below(_job.Samples), cell) + _board.XBytes - 1) is { } top)
        {
            data[top] = 0x7F;
        }
    }

    // One vote of an image goes to another class.
    private bool ChangeVotes(Span<byte> data, FaultDraws draws)
    {
        if (!_job.Asks(Protocol.VotesFeature) || _job.Classes < 2)
        {
            return false;
        }

        var first = draws.Below(_job.Cells / _job.ImageCells) * _job.Classes;
        var (from, to) = (draws.Below(_job.Classes), draws.Below(_job.Classes));
        return from != to && MoveOne(data, _layout.VotesAt(first + from), _layout.VotesAt(first + to));
    }

    // A sign is another, or one LSB goes from a sample to another of the same cell.
    private bool ChangeSamples(Span<byte> data, FaultDraws draws)
    {
        var (first, second, cell) = (draws.Below(_job.Samples), draws.Below(_job.Samples), draws.Below(_job.Cells));
        if (_job.Asks(Protocol.SignsFeature))
        {
            var row = (_job.Cells + 7) / 8;
            var at = Find(data, _layout.XAt(0, 0) + (first * row) + (cell / 8));
            data[at ?? 0] ^= (byte)(at is null ? 0 : 1 << (cell % 8));
            return at is not null;
        }

        return _job.Asks(Protocol.TraceFeature) && first != second && MoveOne(data, _layout.XAt(first, cell), _layout.XAt(second, cell));
    }

    // Y gains what one LSB more of one X would bring.
    private bool ChangeGain(Span<byte> data, FaultDraws draws)
    {
        var everyStep = _job.Asks(Protocol.TraceFeature) && _job.Stride == 1;
        var unit = 1 << (_board.ExtraBits % 8);
        if (!HasEnds || everyStep || Find(data, _layout.LastEndAt(draws.Below(_job.Cells)) + (_board.ExtraBits / 8)) is not { } at
            || data[at] + unit > byte.MaxValue)
        {
            return false;
        }

        data[at] += (byte)unit;
        return true;
    }

    // In the low bytes, without a carry; a bound of X has zeros there.
    private bool MoveOne(Span<byte> data, int from, int to)
    {
        if (Find(data, from) is not { } less || Find(data, to) is not { } more || data[less] is 0 || data[more] is 0 or byte.MaxValue)
        {
            return false;
        }

        data[less]--;
        data[more]++;
        return true;
    }

    private int? Find(ReadOnlySpan<byte> data, int at) => at >= _from && at < _from + data.Length ? at - _from : null;
}
