using MathNet.Numerics;

namespace FhnHw.Host.Experiments.Growth;

/// <summary>A straight line through the logarithms of sizes and times: seconds = factor · size^slope.</summary>
/// <param name="Factor">Seconds at size 1.</param>
/// <param name="Slope">The power of the size.</param>
internal readonly record struct LogLine(double Factor, double Slope)
{
    /// <summary>The line of least squares through some points; through one point, a level one.</summary>
    public static LogLine Through(IReadOnlyList<GrowthPoint> points)
    {
        if (points.Count < 2)
        {
            return new LogLine(points.Count == 0 ? double.NaN : points[0].Seconds, 0);
        }

        var (intercept, slope) = Fit.Line(
            [.. points.Select(point => Math.Log10(point.Size))], [.. points.Select(point => Math.Log10(point.Seconds))]);
        return new LogLine(Math.Pow(10, intercept), slope);
    }

    /// <summary>Seconds at a size.</summary>
    public double At(double size) => Factor * Math.Pow(size, Slope);
}
