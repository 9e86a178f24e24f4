namespace FhnHw.Host.Reports.Figures;

/// <summary>Numbers of one line, set of bars or limit of a plot.</summary>
/// <param name="Name">As the legend has it.</param>
/// <param name="X">Along the horizontal axis; NaN for a line across all of it.</param>
/// <param name="Y">Along the vertical axis, one an X; NaN for a line up and down.</param>
/// <param name="Deviations">Reach of the error bars, one an X; null without.</param>
internal sealed record NumberSeries(string Name, double[] X, double[] Y, double[]? Deviations = null)
{
    /// <summary>How far Y was moved up, so that lines stand apart; null where it stands at its own place.</summary>
    public double? MovedUp { get; init; }
}
