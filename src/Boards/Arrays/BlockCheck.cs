using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Noise;

namespace FhnHw.Boards.Arrays;

/// <summary>
/// Checks each reply by what holds for all cells: charge balance, exact in integers, where every X of the window came over the line, with
/// the noise on Y computed again; the bounds of X and Y; that votes add up to the samples; and the state of the noise generators, which the
/// number of steps alone decides. A board that does not compute the normative step is not checked.
/// </summary>
internal sealed class BlockCheck
{
    private readonly Greeting _board;
    private readonly ArraySettings _settings;
    private readonly long _yBound;

    /// <summary>Prepares a check.</summary>
    /// <param name="board">What the board is.</param>
    /// <param name="settings">Format and window.</param>
    /// <param name="inputWords">S of every run.</param>
    public BlockCheck(Greeting board, ArraySettings settings, int[] inputWords)
    {
        _board = board;
        _settings = settings;
        var bound = settings.PerCell?.YBound ?? settings.Constants.YBound(inputWords.Select(Math.Abs).DefaultIfEmpty().Max());
        _yBound = (long)Math.Ceiling(bound * Math.Pow(2, settings.Format.YFraction));
    }

    /// <summary>What is impossible in a reply; null where nothing is.</summary>
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

        if (job.Asks(Protocol.VotesFeature) && VotesProblem(job, layout, reply) is { } votes)
        {
            return votes;
        }

        var (ends, registers) = (job.Asks(Protocol.EndsFeature) || job.Asks(Protocol.ChargeFeature), job.Asks(Protocol.RegistersFeature));
        var noise = registers ? NoiseJump.OfSteps(job.PerCell!.First, (long)job.Transient + job.Steps) : null;
        return Enumerable.Range(0, job.Cells)
            .Select(cell =>
                (ends ? EndsProblem(job, layout, reply, cell, sums[cell]) : null)
                ?? (noise is null ? null : RegistersProblem(job, layout, reply, cell, noise)))
            .FirstOrDefault(problem => problem is not null);
    }

    // Each sample is won by one class.
    private static string? VotesProblem(JobRequest job, ReplyLayout layout, byte[] reply)
    {
        for (var image = 0; image < job.Cells / job.ImageCells; image++)
        {
            var sum = Enumerable.Range(image * job.Classes, job.Classes).Sum(index => (long)layout.Votes(reply, index));
            if (sum != job.Samples)
            {
                return $"{sum} votes for image {image} of {job.Samples} samples";
            }
        }

        return null;
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

        var everyStep = job.Asks(Protocol.TraceFeature) && job.Stride == 1;
        var noise = everyStep && job.PerCell is { NoiseY: > 0 } ? NoiseOf(job, cell) : 0;
        var most = ((long)job.Steps * format.XMax << format.CurrentExtraBits) + ((long)job.Steps * (job.PerCell?.NoiseY ?? 0) << format.NoiseShift);
        var gained = layout.Gained(reply, cell) - ((long)job.Steps * job.InputWords[cell]) - noise;
        return everyStep && gained != sum << format.CurrentExtraBits
            ? $"charge of cell {cell} does not balance: Y gained {gained} and the sum of X says {sum << format.CurrentExtraBits}"
            : (gained & ((1L << format.CurrentExtraBits) - 1)) != 0 || Math.Abs(gained) > most
            ? $"Y of cell {cell} gained {gained}, which no sequence of X can make"
            : null;
    }

    // What noise adds to Y of a cell in the window, computed again from the generator that the job gave it, LSBs of Y.
    private long NoiseOf(JobRequest job, int cell)
    {
        var (perCellWords, noise) = (job.PerCell!, job.PerCell!.Cells[cell].Noise);
        if (perCellWords.Cells[cell].IsStuck)
        {
            return 0;
        }

        _ = noise.SumY(perCellWords.First, job.Transient);
        return noise.SumY(perCellWords.First + job.Transient, job.Steps) * perCellWords.NoiseY << _settings.Format.NoiseShift;
    }

    private string? RegistersProblem(JobRequest job, ReplyLayout layout, byte[] reply, int cell, NoiseJump noise) =>
        Math.Abs((int)layout.LastX(reply, cell)) > _settings.Format.XMax ? $"X of cell {cell} beyond its bound after the last step"
        : layout.LastNoise(reply, cell) != noise.Of(job.PerCell!.Cells[cell].Noise)
            ? $"the generator of cell {cell} stands where {job.Transient + job.Steps} steps do not bring it"
        : null;
}
