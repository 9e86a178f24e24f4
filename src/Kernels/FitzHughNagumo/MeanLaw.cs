namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// The time-mean of x is -(a + I), exact up to the window's ends, whether the cell spikes or rests: y is bounded, and y' = x + a + I.
/// </summary>
public static class MeanLaw
{
    /// <summary>The drive a + I of a cell whose x has some time-mean.</summary>
    public static double DriveOf(double mean) => -mean;

    /// <summary>The slope of the time-mean by the weighted sum: -gamma · (1 - u²), where I = gamma · u and u = tanh(sum).</summary>
    /// <param name="gamma">Gain from u to I.</param>
    /// <param name="u">tanh of the weighted sum, -1 to 1.</param>
    public static float Slope(double gamma, float u) => (float)-gamma * (1 - (u * u));
}
