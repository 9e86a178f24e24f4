using System.Numerics.Tensors;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;
using MathNet.Numerics.LinearAlgebra;

namespace FhnHw.Training.Learning;

/// <summary>
/// One mini-batch, forward through the hidden layer as it is and backward through its surrogate:
/// image → W1 → cells → W3 → softmax → loss → surrogate → Adam.
/// </summary>
public sealed class TrainingStep(
    NetworkWeights weights, IOptimiser optimiser, IForward forward, ISurrogate surrogate, bool bias,
    int batchSize, int rows, int columns, ILoss lossFunction,
    Dropout? dropout = null)
{
    private readonly PixelBatch _batch = new(batchSize, rows, columns);
    private readonly float[] _sums = new float[batchSize * weights.Hidden];
    private readonly float[] _answers = new float[batchSize * weights.Hidden];
    private readonly float[] _slopes = new float[batchSize * weights.Hidden];

    /// <summary>Learns from some images.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which of them, at most a batch.</param>
    /// <param name="transforms">The augmentation of each; empty for none.</param>
    /// <param name="rate">Learning rate of this step.</param>
    /// <returns>Summed loss (nats) and number of correct predictions by the time-mean.</returns>
    public (double Loss, int Correct) Run(ImageSet images, int[] indices, ImageTransform[] transforms, AdamRate rate)
    {
        var (count, hidden, classes) = (indices.Length, weights.Hidden, weights.Classes);
        var used = count * hidden;

        // Forward: through W1, the cells, W3.
        _batch.Load(images, indices, transforms);
        _batch.Multiply(weights, _sums);
        forward.Respond(_sums.AsSpan(0, used), _answers.AsSpan(0, used));
        var kept = dropout?.Draw(optimiser.Steps, used);
        var activations = Matrix<float>.Build.Dense(hidden, count, kept is null ? _answers[..used] : Times(_answers.AsSpan(0, used), kept));
        var outputs = weights.W3 * activations;

        // Loss of the time-mean outputs (cross entropy of their softmax); outputs become dLoss/d(output) in place.
        var (loss, correct) = lossFunction.Differentiate(outputs.AsColumnMajorArray(), weights.B3, images.Labels, indices);

        // Backward: W3, then the surrogate in the cells' place.
        var gradientW3 = outputs.TransposeAndMultiply(activations);
        var errors = weights.W3.TransposeThisAndMultiply(outputs).AsColumnMajorArray();
        surrogate.Slopes(_sums.AsSpan(0, used), _answers.AsSpan(0, used), _slopes.AsSpan(0, used));
        TensorPrimitives.Multiply(_slopes.AsSpan(0, used), errors, _slopes.AsSpan(0, used));
        if (kept is not null)
        {
            TensorPrimitives.Multiply(_slopes.AsSpan(0, used), kept, _slopes.AsSpan(0, used));
        }

        // Weights.
        optimiser.W3.Move(weights.W3Values, 0, gradientW3.AsColumnMajorArray(), rate);
        _batch.Transpose();
        Parallel.For(0, weights.Pixels, pixel => MovePixel(pixel, rate));
        if (bias)
        {
            optimiser.B1.Move(weights.B1, 0, SumColumns(_slopes, hidden, count), rate with { Decay = 0 });
            optimiser.B3.Move(weights.B3, 0, SumColumns(outputs.AsColumnMajorArray(), classes, count), rate with { Decay = 0 });
        }

        return (loss, correct);
    }

    private static float[] Times(ReadOnlySpan<float> values, float[] factors)
    {
        var products = new float[values.Length];
        TensorPrimitives.Multiply(values, factors, products);
        return products;
    }

    private void MovePixel(int pixel, AdamRate rate)
    {
        Span<float> gradient = weights.Hidden <= 1024 ? stackalloc float[weights.Hidden] : new float[weights.Hidden];
        _batch.Gradient(pixel, _slopes, gradient);
        optimiser.W1.Move(weights.W1Values, pixel * weights.Hidden, gradient, rate);
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
