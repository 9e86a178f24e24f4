using System.Numerics.Tensors;
using FhnHw.Kernels.Threads;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>
/// A batch on its way through the hidden layers: image → W → cells → W → cells ... What goes into each layer and what comes out is kept, since
/// votes and the backward pass need it.
/// </summary>
internal sealed class ForwardPass
{
    // Images that a core takes at a time.
    private const int Grain = 8;

    private readonly NetworkWeights _weights;
    private readonly Dropout? _dropout;
    private readonly float[][] _dropped;
    private readonly Action<int, int> _sum, _respond;
    private int _layer;
    private IImageForward? _forward;

    /// <summary>Makes room for a batch.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="images">The most images of a batch.</param>
    /// <param name="dropout">Leaves cells out; null for none.</param>
    public ForwardPass(NetworkWeights weights, int images, Dropout? dropout = null)
    {
        (_weights, _dropout) = (weights, dropout);
        (Sums, Activations) = (Room(weights, images), Room(weights, images));
        (_dropped, Kept) = dropout is null ? ([], []) : (Room(weights, images), Room(weights, images));
        (_sum, _respond) = (SumImages, RespondImages);
    }

    /// <summary>The sums into each hidden layer, cells × batch, column-major.</summary>
    public float[][] Sums { get; }

    /// <summary>The activations of each hidden layer, in the same order.</summary>
    public float[][] Activations { get; }

    /// <summary>What each hidden layer sends on: its activations, without the cells that are left out.</summary>
    public float[][] Outputs => _dropout is null ? Activations : _dropped;

    /// <summary>The factors of each layer's cells by dropout; empty without.</summary>
    public float[][] Kept { get; }

    /// <summary>Buffers for one value a cell of a batch, one a hidden layer.</summary>
    public static float[][] Room(NetworkWeights weights, int images) => [.. weights.Hidden.Select(cells => new float[images * cells])];

    /// <summary>Runs a batch up to the last hidden layer.</summary>
    /// <param name="batch">The images.</param>
    /// <param name="forwards">Each hidden layer.</param>
    /// <param name="step">The training step, from 0, which decides what is left out.</param>
    public void Run(PixelBatch batch, IForward[] forwards, long step = 0)
    {
        for (var layer = 0; layer < Sums.Length; layer++)
        {
            _dropout?.Draw(step, layer, Kept[layer].AsSpan(0, batch.Count * _weights.Hidden[layer]));
            Sum(batch, layer);
            Respond(forwards[layer], layer, batch.Count);
        }
    }

    /// <summary>The sums into a layer; those before it have responded.</summary>
    public void Sum(PixelBatch batch, int layer)
    {
        if (layer == 0)
        {
            batch.Multiply(_weights.First, Sums[0]);
            return;
        }

        _layer = layer;
        Team.Share(batch.Count, Grain, _sum);
    }

    /// <summary>A layer's activations, from its sums.</summary>
    public void Respond(IForward forward, int layer, int count)
    {
        var used = count * _weights.Hidden[layer];
        if (forward is IImageForward byImage)
        {
            byImage.Begin(used);
            (_layer, _forward) = (layer, byImage);
            Team.Share(count, Grain, _respond);
        }
        else
        {
            forward.Respond(Sums[layer].AsSpan(0, used), Activations[layer].AsSpan(0, used));
        }

        if (_dropout is not null)
        {
            TensorPrimitives.Multiply(Activations[layer].AsSpan(0, used), Kept[layer].AsSpan(0, used), _dropped[layer]);
        }
    }

    private void SumImages(int from, int to)
    {
        var weights = _weights.Layers[_layer];
        DenseProduct.Forward<Fused>(weights, Outputs[_layer - 1], weights.Bias, from, to, Sums[_layer]);
    }

    private void RespondImages(int from, int to)
    {
        var cells = _weights.Hidden[_layer];
        var (first, used) = (from * cells, (to - from) * cells);
        _forward!.Respond(first, Sums[_layer].AsSpan(first, used), Activations[_layer].AsSpan(first, used));
    }
}
