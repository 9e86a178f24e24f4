using System.Numerics.Tensors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>
/// A batch on its way through the hidden layers: image → W → cells → W → cells ... What goes into each layer and what comes out is kept, since
/// votes and the backward pass need it.
/// </summary>
/// <param name="weights">The network.</param>
/// <param name="images">The most images of a batch.</param>
/// <param name="dropout">Leaves cells out; null for none.</param>
internal sealed class ForwardPass(NetworkWeights weights, int images, Dropout? dropout = null)
{
    private readonly float[][] _dropped = dropout is null ? [] : Room(weights, images);

    /// <summary>The sums into each hidden layer, cells × batch, column-major.</summary>
    public float[][] Sums { get; } = Room(weights, images);

    /// <summary>The activations of each hidden layer, in the same order.</summary>
    public float[][] Activations { get; } = Room(weights, images);

    /// <summary>What each hidden layer sends on: its activations, without the cells that are left out.</summary>
    public float[][] Outputs => dropout is null ? Activations : _dropped;

    /// <summary>The factors of each layer's cells by dropout; empty without.</summary>
    public float[][] Kept { get; private set; } = [];

    /// <summary>Buffers for one value a cell of a batch, one a hidden layer.</summary>
    public static float[][] Room(NetworkWeights weights, int images) => [.. weights.Hidden.Select(cells => new float[images * cells])];

    /// <summary>Runs a batch up to the last hidden layer.</summary>
    /// <param name="batch">The images.</param>
    /// <param name="forward">Gives each hidden layer.</param>
    /// <param name="step">The training step, from 0, which decides what is left out.</param>
    public void Run(PixelBatch batch, Func<int, IForward> forward, long step = 0)
    {
        Kept = dropout is null ? [] : [.. weights.Hidden.Select((cells, layer) => dropout.Draw(step, batch.Count * cells, layer))];
        for (var layer = 0; layer < Sums.Length; layer++)
        {
            Sum(batch, layer);
            Respond(forward(layer), layer, batch.Count);
        }
    }

    /// <summary>The sums into a layer; those before it have responded.</summary>
    public void Sum(PixelBatch batch, int layer)
    {
        if (layer == 0)
        {
            batch.Multiply(weights.First, Sums[0]);
        }
        else
        {
            DenseProduct.Forward(weights.Layers[layer], Outputs[layer - 1], batch.Count, Sums[layer]);
        }
    }

    /// <summary>A layer's activations, from its sums.</summary>
    public void Respond(IForward forward, int layer, int count)
    {
        var used = count * weights.Hidden[layer];
        forward.Respond(Sums[layer].AsSpan(0, used), Activations[layer].AsSpan(0, used));
        if (dropout is not null)
        {
            TensorPrimitives.Multiply(Activations[layer].AsSpan(0, used), Kept[layer], _dropped[layer]);
        }
    }
}
