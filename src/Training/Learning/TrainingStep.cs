using System.Numerics.Tensors;
using FhnHw.Kernels.Threads;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>
/// One mini-batch, forward through the hidden layers as they are and backward through their surrogates:
/// image → W → cells (→ W → cells ...) → W → softmax → loss → surrogates → Adam.
/// </summary>
/// <remarks>Forward and backward the cores share the images of a batch, then the weights. After the first step nothing is allocated.</remarks>
public sealed class TrainingStep
{
    // Images that a core takes at a time. The output weights are laid out anew for each part.
    private const int Grain = 8, OutputGrain = 16;

    private readonly NetworkWeights _weights;
    private readonly IOptimiser _optimiser;
    private readonly ILoss _loss;
    private readonly PixelBatch _batch;
    private readonly PixelGradient _gradient;
    private readonly ForwardPass _pass;
    private readonly WeightMoves _moves;
    private readonly IForward[] _forwards;
    private readonly float[][] _slopes; // dLoss/d(sum) of each hidden layer, and last dLoss/d(output)
    private readonly float[][] _errors; // dLoss/d(activation) of each hidden layer
    private readonly float[][] _transposed; // the weights after each hidden layer, output by output
    private readonly (double Loss, bool Correct)[] _results; // of each image
    private readonly Action<int, int> _transpose, _throughOutput, _throughSurrogate;
    private IReadOnlyList<LayerPass> _layers = [];
    private ImageSet? _images;
    private ReadOnlyMemory<int> _indices;
    private int _layer;

    /// <summary>Makes room for batches.</summary>
    /// <param name="weights">What is learnt.</param>
    /// <param name="optimiser">Moves the weights.</param>
    /// <param name="layers">Each hidden layer, forward and backward.</param>
    /// <param name="bias">True to learn the biases too.</param>
    /// <param name="batchSize">The most images of a batch.</param>
    /// <param name="rows">Height of an image, pixels.</param>
    /// <param name="columns">Width of an image, pixels.</param>
    /// <param name="lossFunction">What is minimised.</param>
    /// <param name="dropout">Leaves cells out; null for none.</param>
    public TrainingStep(
        NetworkWeights weights, IOptimiser optimiser, IReadOnlyList<LayerPass> layers, bool bias,
        int batchSize, int rows, int columns, ILoss lossFunction, Dropout? dropout = null)
    {
        (_weights, _optimiser, _loss) = (weights, optimiser, lossFunction);
        _gradient = new PixelGradient(batchSize, rows * columns, weights.First.Outputs);
        _batch = new PixelBatch(batchSize, rows, columns, _gradient);
        _pass = new ForwardPass(weights, batchSize, dropout);
        _slopes = [.. weights.Layers.Select(layer => new float[batchSize * layer.Outputs])];
        _errors = ForwardPass.Room(weights, batchSize);
        _transposed = [.. weights.Layers.Skip(1).Select(layer => new float[layer.Values.Length])];
        _results = new (double, bool)[batchSize];
        _moves = new WeightMoves(weights, optimiser, _gradient, _pass, _slopes, bias);
        (_transpose, _throughOutput, _throughSurrogate) = (Transpose, ThroughOutput, ThroughSurrogate);
        _forwards = new IForward[layers.Count];
        Layers = layers;
    }

    /// <summary>Each hidden layer, forward and backward.</summary>
    public IReadOnlyList<LayerPass> Layers
    {
        get => _layers;
        set
        {
            _layers = value;
            for (var layer = 0; layer < _forwards.Length; layer++)
            {
                _forwards[layer] = value[layer].Forward;
            }
        }
    }

    /// <summary>Learns from some images.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which of them, at most a batch.</param>
    /// <param name="transforms">The augmentation of each; empty for none.</param>
    /// <param name="rate">Learning rate of this step.</param>
    /// <returns>Summed loss (nats) and number of correct predictions by the time-mean.</returns>
    public (double Loss, int Correct) Run(
        ImageSet images, ReadOnlyMemory<int> indices, ReadOnlyMemory<ImageTransform> transforms, AdamRate rate)
    {
        var count = indices.Length;
        (_images, _indices) = (images, indices);

        // Forward: through each W and its cells.
        _batch.Load(images, indices, transforms);
        _pass.Run(_batch, _forwards, _optimiser.Steps);

        // Through the output weights to the loss of the time-mean outputs (cross entropy of their softmax), and back.
        TransposeInto(_layers.Count - 1);
        Team.Share(count, OutputGrain, _throughOutput);

        // Backward: from the last layer to the first the surrogate in the cells' place and W.
        for (_layer = _layers.Count - 1; _layer >= 0; _layer--)
        {
            if (_layer > 0)
            {
                TransposeInto(_layer - 1);
            }

            if (_layers[_layer].Surrogate.ByImage)
            {
                Team.Share(count, Grain, _throughSurrogate);
            }
            else
            {
                ThroughSurrogate(0, count);
            }
        }

        _moves.Run(count, rate);
        return Sum(count);
    }

    // The weights between a hidden layer and the next, or the outputs.
    private void TransposeInto(int layer)
    {
        var before = _layer;
        _layer = layer;
        Team.Share(_weights.Layers[layer + 1].Outputs, Math.Max(1, Grain * 1024 / _weights.Layers[layer + 1].Inputs), _transpose);
        _layer = before;
    }

    private void Transpose(int from, int to) => DenseProduct.Transpose(_weights.Layers[_layer + 1], from, to, _transposed[_layer]);

    private void ThroughOutput(int from, int to)
    {
        var (output, outputs) = (_weights.Output, _slopes[^1]);
        DenseProduct.Forward<RoundedApart>(output, _pass.Outputs[^1], null, from, to, outputs);
        var indices = _indices.Span;
        for (var image = from; image < to; image++)
        {
            _results[image] = _loss.Differentiate(
                outputs.AsSpan(image * output.Outputs, output.Outputs), output.Bias, _images!.Labels[indices[image]], indices.Length);
        }

        DenseProduct.Backward<RoundedApart>(output, _transposed[^1], outputs, from, to, _errors[^1]);
    }

    // slopes = errors · d activation / d sum, without the cells that were left out; then the errors of the layer before.
    private void ThroughSurrogate(int from, int to)
    {
        var cells = _weights.Hidden[_layer];
        var (first, used) = (from * cells, (to - from) * cells);
        var slopes = _slopes[_layer].AsSpan(first, used);
        _layers[_layer].Surrogate.Slopes(_pass.Sums[_layer].AsSpan(first, used), _pass.Activations[_layer].AsSpan(first, used), slopes);
        Tiny.Flush(slopes);
        Tiny.Flush(_errors[_layer].AsSpan(first, used));
        TensorPrimitives.Multiply(slopes, _errors[_layer].AsSpan(first, used), slopes);
        if (_pass.Kept is { Length: > 0 } kept)
        {
            TensorPrimitives.Multiply(slopes, kept[_layer].AsSpan(first, used), slopes);
        }

        Tiny.Flush(slopes);
        if (_layer > 0)
        {
            DenseProduct.Backward<Fused>(_weights.Layers[_layer], _transposed[_layer - 1], _slopes[_layer], from, to, _errors[_layer - 1]);
        }
        else
        {
            _gradient.TakeSlopes(_slopes[0], from, to);
        }
    }

    // In the order of the images, whoever computed them.
    private (double Loss, int Correct) Sum(int count)
    {
        var (loss, correct) = (0.0, 0);
        foreach (var result in _results.AsSpan(0, count))
        {
            loss += result.Loss;
            correct += result.Correct ? 1 : 0;
        }

        return (loss, correct);
    }
}
