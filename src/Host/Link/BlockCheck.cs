using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Link;

/// <summary>
/// Checks each reply by what must hold whatever the cells do: charge balance, exact in integers, and the bounds of X and Y. A board that
/// does not compute the normative step is not checked.
/// </summary>
internal sealed class BlockCheck
{
    private readonly Greeting _board;
    private readonly ArraySettings _settings;
    private readonly long _yBound;

    /// <summary>Prepares a check.</summary>
    /// <param name="board">What the board is.</param>
    /// <param name="settings">Format and window.</param>
    /// <param name="drives">S of every level.</param>
    public BlockCheck(Greeting board, ArraySettings settings, int[] drives)
    {
        _board = board;
        _settings = settings;
        _yBound = (long)Math.Ceiling(settings.Constants.YBound(drives.Max(Math.Abs)) * Math.Pow(2, settings.Format.YFraction));
    }

    /// <summary>What cannot be in a reply; null where all can.</summary>
    public string? Problem(JobRequest job, ReplyLayout layout, byte[] reply)
    {
        if (!_board.IsNormative)
        {
            return null;
        }

        var sums = new long[job.Cells];
        if (job.Asks(Protocol.TraceFeature) && !Sum(job, layout, reply, sums))
        {
            return "X beyond its bound";
        }

        return job.Asks(Protocol.EndsFeature) || job.Asks(Protocol.ChargeFeature)
            ? Enumerable.Range(0, job.Cells).Select(cell => EndsProblem(job, layout, reply, cell, sums[cell])).FirstOrDefault(problem => problem is not null)
            : null;
    }

    private bool Sum(JobRequest job, ReplyLayout layout, byte[] reply, long[] sums)
    {
        var bound = _settings.Format.XMax;
        var row = new short[job.Cells];
        for (var sample = 0; sample < job.Samples; sample++)
        {
            layout.Row(reply, sample, row);
            if (row.AsSpan().ContainsAnyExceptInRange((short)-bound, (short)bound))
            {
                return false;
            }

            for (var cell = 0; cell < row.Length; cell++)
            {
                sums[cell] += row[cell];
            }
        }

        return true;
    }

    private string? EndsProblem(JobRequest job, ReplyLayout layout, byte[] reply, int cell, long sum)
    {
        var format = _settings.Format;
        if (job.Asks(Protocol.EndsFeature)
            ? Math.Abs(layout.FirstEnd(reply, cell)) > _yBound || Math.Abs(layout.LastEnd(reply, cell)) > _yBound
            : Math.Abs(layout.Gained(reply, cell)) > 2 * _yBound)
        {
            return $"Y of cell {cell} beyond its bound";
        }

        var gained = layout.Gained(reply, cell) - ((long)job.Steps * job.Drives[cell]);
        var everyStep = job.Asks(Protocol.TraceFeature) && job.Stride == 1;
        return everyStep && gained != sum << format.CurrentExtraBits
            ? $"charge of cell {cell} does not balance: Y gained {gained} and the sum of X says {sum << format.CurrentExtraBits}"
            : (gained & ((1L << format.CurrentExtraBits) - 1)) != 0 || Math.Abs(gained >> format.CurrentExtraBits) > (long)job.Steps * format.XMax
            ? $"Y of cell {cell} gained {gained}, which no X can make"
            : null;
    }
}
