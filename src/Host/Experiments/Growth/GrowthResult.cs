namespace FhnHw.Host.Experiments.Growth;

/// <summary>The time that one size takes.</summary>
/// <param name="Size">The size.</param>
/// <param name="Seconds">Wall time of the work once, in the median round.</param>
/// <param name="Fastest">In the fastest round.</param>
/// <param name="Slowest">In the slowest round.</param>
internal sealed record GrowthPoint(int Size, double Seconds, double Fastest, double Slowest);

/// <summary>How the time grows with one size, all else the same.</summary>
/// <param name="Name">Name of what grows, such as <c>cells</c>.</param>
/// <param name="Work">The work in words, with what stays the same.</param>
/// <param name="Points">From the smallest size to the largest.</param>
internal sealed record GrowthCurve(string Name, string Work, IReadOnlyList<GrowthPoint> Points)
{
    // A curve counts as linear where the logarithms lie on a line of slope 1 to this, and no point is further from it than this share.
    private const double SlopeTolerance = 0.1, PointTolerance = 0.25;
    private const int FewestPoints = 3;

    /// <summary>Slope of log(seconds) against log(size) over all sizes: 1 where the time is in proportion.</summary>
    public double Slope => LogLine.Through(Points).Slope;

    /// <summary>The slope over the last ten-fold of sizes.</summary>
    public double LastSlope => LogLine.Through([.. Points.Where(point => point.Size * 10.0 >= Points[^1].Size)]).Slope;

    /// <summary>The smallest size from which the time is in proportion to the size; null where it is not even at the end.</summary>
    public int? LinearFrom => Enumerable.Range(0, Math.Max(0, Points.Count - FewestPoints + 1))
        .Select(first => Points.Skip(first).ToArray())
        .FirstOrDefault(IsLinear)?[0].Size;

    private static bool IsLinear(GrowthPoint[] points)
    {
        var line = LogLine.Through(points);
        return Math.Abs(line.Slope - 1) <= SlopeTolerance
            && points.All(point => Math.Abs((point.Seconds / line.At(point.Size)) - 1) <= PointTolerance);
    }
}

/// <summary>How the time grows with each size.</summary>
/// <param name="Curves">One a size.</param>
/// <param name="Rounds">Rounds of which the medians are.</param>
/// <param name="Seconds">Wall time of the whole.</param>
internal sealed record GrowthResult(IReadOnlyList<GrowthCurve> Curves, int Rounds, double Seconds);
