using System.Numerics.Tensors;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;
using MathNet.Numerics.LinearAlgebra;

namespace FhnHw.Training.Learning;

/// <summary>
/// One mini-batch, forward through the hidden layers as they are and backward through their surrogates:
/// image → W → cells (→ W → cells ...) → W → softmax → loss → surrogates → Adam.
/// </summary>
/// <param name="weights">What is learnt.</param>
/// <param name="optimiser">Moves the weights.</param>
/// <param name="layers">Each hidden layer, forward and backward.</param>
/// <param name="bias">True to learn the biases too.</param>
/// <param name="batchSize">The most images of a batch.</param>
/// <param name="rows">Height of an image, pixels.</param>
/// <param name="columns">Width of an image, pixels.</param>
/// <param name="lossFunction">What is minimised.</param>
/// <param name="dropout">Leaves cells out; null for none.</param>
public sealed class TrainingStep(
    NetworkWeights weights, IOptimiser optimiser, IReadOnlyList<LayerPass> layers, bool bias,
    int batchSize, int rows, int columns, ILoss lossFunction, Dropout? dropout = null)
{
    private readonly PixelBatch _batch = new(batchSize, rows, columns);
    private readonly ForwardPass _pass = new(weights, batchSize, dropout);
    private readonly float[][] _slopes = ForwardPass.Room(weights, batchSize); // dLoss/d(sum) of each layer
    private readonly float[][] _errors = ForwardPass.Room(weights, batchSize); // dLoss/d(activation) of each layer but the last
    private readonly float[][] _gradients = [.. weights.Layers.Skip(1).SkipLast(1).Select(layer => new float[layer.Values.Length])];

    /// <summary>Learns from some images.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which of them, at most a batch.</param>
    /// <param name="transforms">The augmentation of each; empty for none.</param>
    /// <param name="rate">Learning rate of this step.</param>
    /// <returns>Summed loss (nats) and number of correct predictions by the time-mean.</returns>
    public (double Loss, int Correct) Run(ImageSet images, int[] indices, ImageTransform[] transforms, AdamRate rate)
    {
        var count = indices.Length;

        // Forward: through each W and its cells, and through the output weights.
        _batch.Load(images, indices, transforms);
        _pass.Run(_batch, layer => layers[layer].Forward, optimiser.Steps);
        var activations = Matrix<float>.Build.Dense(weights.Hidden.Last, count, _pass.Outputs[^1][..(count * weights.Hidden.Last)]);
        var outputs = weights.Output.Matrix * activations;

        // Loss of the time-mean outputs (cross entropy of their softmax); outputs become dLoss/d(output) in place.
        var (loss, correct) = lossFunction.Differentiate(outputs.AsColumnMajorArray(), weights.Output.Bias, images.Labels, indices);

        // Backward: the output weights, then from the last layer to the first the surrogate in the cells' place and W.
        var gradientOfOutput = outputs.TransposeAndMultiply(activations);
        var errors = weights.Output.Matrix.TransposeThisAndMultiply(outputs).AsColumnMajorArray();
        for (var layer = layers.Count - 1; layer >= 0; layer--)
        {
            ThroughSurrogate(layer, errors, count);
            if (layer > 0)
            {
                DenseProduct.Gradient(weights.Layers[layer], _slopes[layer], _pass.Outputs[layer - 1], count, _gradients[layer - 1]);
                DenseProduct.Backward(weights.Layers[layer], _slopes[layer], count, errors = _errors[layer - 1]);
            }
        }

        MoveWeights(gradientOfOutput.AsColumnMajorArray(), rate);
        if (bias)
        {
            MoveBiases(outputs.AsColumnMajorArray(), count, rate with { Decay = 0 });
        }

        return (loss, correct);
    }

    // slopes = errors · d activation / d sum, without the cells that were left out.
    private void ThroughSurrogate(int layer, float[] errors, int count)
    {
        var used = count * weights.Hidden[layer];
        var slopes = _slopes[layer].AsSpan(0, used);
        layers[layer].Surrogate.Slopes(_pass.Sums[layer].AsSpan(0, used), _pass.Activations[layer].AsSpan(0, used), slopes);
        TensorPrimitives.Multiply(slopes, errors.AsSpan(0, used), slopes);
        if (_pass.Kept is { Length: > 0 } kept)
        {
            TensorPrimitives.Multiply(slopes, kept[layer], slopes);
        }
    }

    private void MoveWeights(float[] gradientOfOutput, AdamRate rate)
    {
        var last = weights.Layers.Count - 1;
        optimiser.Values(last).Move(weights.Output.Values, 0, gradientOfOutput, rate);
        for (var layer = 1; layer < last; layer++)
        {
            var (moved, gradient, outputs) = (layer, _gradients[layer - 1], weights.Layers[layer].Outputs);
            Parallel.For(0, weights.Layers[layer].Inputs, input =>
                optimiser.Values(moved).Move(
                    weights.Layers[moved].Values, input * outputs, gradient.AsSpan(input * outputs, outputs), rate));
        }

        _batch.Transpose();
        Parallel.For(0, weights.Pixels, pixel => MovePixel(pixel, rate));
    }

    private void MovePixel(int pixel, AdamRate rate)
    {
        var cells = weights.First.Outputs;
        Span<float> gradient = cells <= 1024 ? stackalloc float[cells] : new float[cells];
        _batch.Gradient(pixel, _slopes[0], gradient);
        optimiser.Values(0).Move(weights.First.Values, pixel * cells, gradient, rate);
    }

    private void MoveBiases(float[] outputErrors, int count, AdamRate rate)
    {
        for (var layer = 0; layer < weights.Layers.Count; layer++)
        {
            var slopes = layer < _slopes.Length ? _slopes[layer] : outputErrors;
            optimiser.Bias(layer).Move(weights.Layers[layer].Bias, 0, SumColumns(slopes, weights.Layers[layer].Outputs, count), rate);
        }
    }

    private static float[] SumColumns(float[] columns, int length, int count)
    {
        var sum = new float[length];
        for (var column = 0; column < count; column++)
        {
            TensorPrimitives.Add(sum, columns.AsSpan(column * length, length), sum);
        }

        return sum;
    }
}
