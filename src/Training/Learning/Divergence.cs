using System.Numerics.Tensors;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>Whether a network's weights can still be used: training at too large a learning rate diverges.</summary>
internal static class Divergence
{
    /// <summary>
    /// The largest magnitude of a weight or bias that is used. Fixed-point readouts of 65,536 cells take as much; trained weights stay below 10,000.
    /// </summary>
    public const double LargestWeight = 1e9;

    /// <summary>Checks every weight and bias.</summary>
    /// <exception cref="InvalidSettingException">One is NaN, infinite, or larger than <see cref="LargestWeight"/>.</exception>
    public static void Check(NetworkWeights weights)
    {
        foreach (var (index, layer) in weights.Layers.Index())
        {
            Check($"W{index + 1}", layer.Values);
            Check($"b{index + 1}", layer.Bias);
        }
    }

    // The largest magnitude is NaN where any number is.
    private static void Check(string name, float[] values)
    {
        if (values.Length > 0 && !(Math.Abs(TensorPrimitives.MaxMagnitude<float>(values)) <= LargestWeight))
        {
            throw Diverged.By($"{name} holds weights that are no numbers any more, or too large");
        }
    }
}
