using FhnHw.Training.Network;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Experiments.Noise;

/// <summary>How much additive noise on hidden outputs moves the outputs of a network against each other.</summary>
internal static class OutputNoise
{
    /// <summary>Root mean square over pairs of classes, for a deviation of 1 on each hidden output.</summary>
    /// <param name="output">The output weights.</param>
    /// <returns>For noise that all cells share, and for noise of their own.</returns>
    public static (double Correlated, double Uncorrelated) Of(LayerWeights output)
    {
        var (correlated, uncorrelated) = (new List<double>(), new List<double>());
        for (var a = 0; a < output.Outputs; a++)
        {
            for (var b = 0; b < a; b++)
            {
                double[] differences = [.. Enumerable.Range(0, output.Inputs).Select(unit =>
                    (double)output.Values[(unit * output.Outputs) + a] - output.Values[(unit * output.Outputs) + b])];
                correlated.Add(differences.Sum());
                uncorrelated.Add(Math.Sqrt(differences.Sum(difference => difference * difference)));
            }
        }

        return (correlated.RootMeanSquare(), uncorrelated.RootMeanSquare());
    }
}
