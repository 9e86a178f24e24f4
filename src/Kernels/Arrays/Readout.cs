namespace FhnHw.Kernels.Arrays;

/// <summary>The readout non-linearity g between a cell's x and the output weights.</summary>
public enum Nonlinearity
{
    /// <summary>g(x) = x.</summary>
    Linear,

    /// <summary>g(x) = 1 / (1 + e^-x), the paper's sigmoid readout.</summary>
    Sigmoid,
}

/// <summary>
/// The output layer: at each sample, class c has the output sum over cells of W[cell, c] · g(x_cell) + b[c].
/// </summary>
public sealed class Readout
{
    /// <summary>The most classes that an array can vote on.</summary>
    public const int MaxClasses = 256;

    /// <summary>Makes an output layer.</summary>
    /// <param name="nonlinearity">g.</param>
    /// <param name="weights">cells × classes values, cell by cell; any finite numbers.</param>
    /// <param name="bias">One value a class.</param>
    public Readout(Nonlinearity nonlinearity, float[] weights, float[] bias)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bias.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bias.Length, MaxClasses);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length % bias.Length, 0);
        Nonlinearity = nonlinearity;
        Weights = weights;
        Bias = bias;
    }

    /// <summary>g.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>W; value [cell · Classes + class].</summary>
    public float[] Weights { get; }

    /// <summary>b, one value a class.</summary>
    public float[] Bias { get; }

    /// <summary>Number of classes.</summary>
    public int Classes => Bias.Length;

    /// <summary>Number of cells of an image.</summary>
    public int Cells => Weights.Length / Classes;

    /// <summary>g(x).</summary>
    public static double Apply(Nonlinearity nonlinearity, double x) =>
        nonlinearity == Nonlinearity.Sigmoid ? 1 / (1 + Math.Exp(-x)) : x;
}
