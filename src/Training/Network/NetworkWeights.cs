using FhnHw.Kernels.Arrays;
using FhnHw.Training.Seeding;
using MathNet.Numerics.Random;

namespace FhnHw.Training.Network;

/// <summary>
/// What is learnt: the weights from the image to the first hidden layer, from each hidden layer to the next, and from the last to the classes.
/// </summary>
public sealed class NetworkWeights
{
    /// <summary>Makes weights of zero.</summary>
    /// <param name="pixels">Inputs.</param>
    /// <param name="hidden">Cells of each hidden layer.</param>
    /// <param name="classes">Outputs.</param>
    public NetworkWeights(int pixels, LayerSizes hidden, int classes)
    {
        Hidden = hidden;
        int[] sizes = [pixels, .. hidden, classes];
        Layers = [.. Enumerable.Range(0, sizes.Length - 1).Select(layer => new LayerWeights(sizes[layer], sizes[layer + 1]))];
    }

    /// <summary>The weights in the order of the data flow: one a hidden layer, which lead into it, and last the output weights.</summary>
    public IReadOnlyList<LayerWeights> Layers { get; }

    /// <summary>The weights into the first hidden layer.</summary>
    public LayerWeights First => Layers[0];

    /// <summary>The weights from the last hidden layer to the classes.</summary>
    public LayerWeights Output => Layers[^1];

    /// <summary>Inputs.</summary>
    public int Pixels => First.Inputs;

    /// <summary>Cells of each hidden layer.</summary>
    public LayerSizes Hidden { get; }

    /// <summary>Classes.</summary>
    public int Classes => Output.Outputs;

    /// <summary>Weights drawn uniformly in ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010), biases zero.</summary>
    public static NetworkWeights Draw(int pixels, LayerSizes hidden, int classes, int seed)
    {
        var weights = new NetworkWeights(pixels, hidden, classes);
        var random = Seeds.Stream(seed, SeedPurpose.Weights);
        foreach (var layer in weights.Layers)
        {
            Fill(layer.Values, Math.Sqrt(6.0 / (layer.Inputs + layer.Outputs)), random);
        }

        return weights;
    }

    /// <summary>True where another network has the same shape.</summary>
    public bool HasShapeOf(NetworkWeights other) => (Pixels, Hidden, Classes).Equals((other.Pixels, other.Hidden, other.Classes));

    /// <summary>True where every weight and bias equals another network's, to the bit.</summary>
    public bool EqualTo(NetworkWeights other) => HasShapeOf(other) && Layers.Zip(other.Layers).All(pair =>
        pair.First.Values.AsSpan().SequenceEqual(pair.Second.Values) && pair.First.Bias.AsSpan().SequenceEqual(pair.Second.Bias));

    /// <summary>A copy, which stays as it is while this network is trained on.</summary>
    public NetworkWeights Copy()
    {
        var copy = new NetworkWeights(Pixels, Hidden, Classes);
        CopyTo(copy);
        return copy;
    }

    /// <summary>Writes the weights over those of another network of the same shape.</summary>
    public void CopyTo(NetworkWeights other)
    {
        foreach (var (from, to) in Layers.Zip(other.Layers))
        {
            from.Values.CopyTo(to.Values, 0);
            from.Bias.CopyTo(to.Bias, 0);
        }
    }

    /// <summary>The output layer as arrays take it.</summary>
    /// <param name="nonlinearity">g between the cells and the output weights.</param>
    public Readout ToReadout(Nonlinearity nonlinearity) => new(nonlinearity, Output.Values, Output.Bias);

    private static void Fill(float[] values, double bound, RandomSource random)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * ((2 * random.NextDouble()) - 1));
        }
    }
}
