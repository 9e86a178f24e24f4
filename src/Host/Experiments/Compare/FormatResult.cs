namespace FhnHw.Host.Experiments.Compare;

/// <summary>Accuracy on the test images, percent.</summary>
/// <param name="Vote">By the class that leads the longest.</param>
/// <param name="Mean">By the class with the largest time-mean.</param>
internal sealed record Score(double Vote, double Mean);

/// <summary>All that was measured of one format.</summary>
internal sealed record FormatResult
{
    /// <summary>Which.</summary>
    public required ComparedFormat Format { get; init; }

    /// <summary>As it is written on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of the constants; <c>none</c> for what no device computes.</summary>
    public required string ConstantsHash { get; init; }

    /// <summary>Single cells at a few currents.</summary>
    public required CellPoint[] Cells { get; init; }

    /// <summary>Of the currents at which the reference spikes, those at which this spikes.</summary>
    public required int SpikingCurrents { get; init; }

    /// <summary>The period against the reference's, percent: median over the currents at which both spike. NaN where none does.</summary>
    public required double PeriodChange { get; init; }

    /// <summary>The duty against the reference's, percentage points, largest of all currents at which both spike.</summary>
    public required double DutyChange { get; init; }

    /// <summary>Trace error, units of x: median over the currents at which both spike.</summary>
    public required double TraceError { get; init; }

    /// <summary>Codes within |I| &lt; 1 at which cells spike, percent.</summary>
    public required double SpikingCodes { get; init; }

    /// <summary>Root mean square of the time-mean minus -I, over all codes.</summary>
    public required double MeanError { get; init; }

    /// <summary>The largest of these.</summary>
    public required double LargestMeanError { get; init; }

    /// <summary>Codes at which X saturated.</summary>
    public required int SaturatedCodes { get; init; }

    /// <summary>Substitute neurons in a network that was trained without cells.</summary>
    public required Score Substituted { get; init; }

    /// <summary>Cells with the weights that were trained in the loop of the reference.</summary>
    public required Score Transferred { get; init; }

    /// <summary>Test images with the same prediction by vote as on the reference with the same weights, percent; right and wrong ones.</summary>
    public required double EqualPredictions { get; init; }

    /// <summary>The network trained with these cells in the loop, one a seed.</summary>
    public required Score[] InLoop { get; init; }

    /// <summary>By vote, trained in the loop, mean over the seeds.</summary>
    public double LoopVote => InLoop.Average(score => score.Vote);

    /// <summary>By the time-mean, trained in the loop, mean over the seeds.</summary>
    public double LoopMean => InLoop.Average(score => score.Mean);
}
