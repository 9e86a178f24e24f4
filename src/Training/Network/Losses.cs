using System.Numerics.Tensors;

namespace FhnHw.Training.Network;

/// <summary>The loss function that training minimises.</summary>
public interface ILoss
{
    /// <summary>Turns an image's outputs into the gradient of the batch's mean loss by them.</summary>
    /// <param name="outputs">One value a class, in place.</param>
    /// <param name="bias">Added to each class's output first.</param>
    /// <param name="label">The image's class.</param>
    /// <param name="images">Images in the batch.</param>
    /// <returns>The image's loss, and whether its prediction is correct.</returns>
    (double Loss, bool Correct) Differentiate(Span<float> outputs, ReadOnlySpan<float> bias, int label, int images);
}

/// <summary>Cross entropy of the softmax of the outputs, nats.</summary>
public sealed class SoftmaxLoss : ILoss
{
    /// <inheritdoc/>
    public (double Loss, bool Correct) Differentiate(Span<float> outputs, ReadOnlySpan<float> bias, int label, int images) =>
        Softmax.Differentiate(outputs, bias, label, images);
}

/// <summary>The function applied to the outputs before the squared error is taken.</summary>
public enum Squash
{
    /// <summary>A sigmoid on each output: classes are independent.</summary>
    Sigmoid,

    /// <summary>A softmax over all.</summary>
    Softmax,
}

/// <summary>
/// Half the squared distance of the squashed outputs from the one-hot label, summed over classes. Its gradient vanishes where an output is
/// squashed flat.
/// </summary>
public sealed class SquaredLoss(Squash squash) : ILoss
{
    /// <inheritdoc/>
    public (double Loss, bool Correct) Differentiate(Span<float> outputs, ReadOnlySpan<float> bias, int label, int images)
    {
        TensorPrimitives.Add(outputs, bias, outputs);
        var correct = TensorPrimitives.IndexOfMax<float>(outputs) == label;
        var loss = DifferentiateOne(outputs, label);
        TensorPrimitives.Divide(outputs, images, outputs);
        return (loss, correct);
    }

    // d/do_c of half the sum over k of (p_k - t_k)²: with sigmoids (p_c - t_c) p_c (1 - p_c), with a softmax p_c ((p_c - t_c) - sum_k p_k
    // (p_k - t_k)).
    private double DifferentiateOne(Span<float> column, int label)
    {
        Span<float> p = stackalloc float[column.Length];
        if (squash == Squash.Softmax)
        {
            TensorPrimitives.Subtract(column, TensorPrimitives.Max<float>(column), column);
            TensorPrimitives.SoftMax(column, p);
        }
        else
        {
            TensorPrimitives.Sigmoid(column, p);
        }

        p.CopyTo(column);
        column[label] -= 1;
        var loss = 0.5 * TensorPrimitives.Dot<float>(column, column);
        var common = squash == Squash.Softmax ? TensorPrimitives.Dot<float>(column, p) : 0;
        for (var c = 0; c < column.Length; c++)
        {
            column[c] = p[c] * (squash == Squash.Softmax ? column[c] - common : column[c] * (1 - p[c]));
        }

        return loss;
    }
}

/// <summary>Cross entropy of the softmax of sigmoids: each output is squashed to 0 ... 1 before the softmax, which then cannot get sharp.</summary>
public sealed class SquashedSoftmaxLoss : ILoss
{
    /// <inheritdoc/>
    public (double Loss, bool Correct) Differentiate(Span<float> outputs, ReadOnlySpan<float> bias, int label, int images)
    {
        Span<float> squashed = stackalloc float[outputs.Length], zeros = stackalloc float[outputs.Length];
        zeros.Clear();
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = squashed[i] = 1 / (1 + MathF.Exp(-(outputs[i] + bias[i])));
        }

        var result = Softmax.Differentiate(outputs, zeros, label, images);
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] *= squashed[i] * (1 - squashed[i]);
        }

        return result;
    }
}
