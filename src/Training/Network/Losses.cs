using System.Numerics.Tensors;

namespace FhnHw.Training.Network;

/// <summary>The loss function that training minimises.</summary>
public interface ILoss
{
    /// <summary>Turns outputs into the gradient of the mean loss by them.</summary>
    /// <param name="outputs">classes × batch, column-major, in place.</param>
    /// <param name="bias">Added to each class's output first.</param>
    /// <param name="labels">Labels of the whole set.</param>
    /// <param name="indices">The batch's images in the set.</param>
    /// <returns>Summed loss and number of correct predictions.</returns>
    (double Loss, int Correct) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices);
}

/// <summary>Cross entropy of the softmax of the outputs, nats.</summary>
public sealed class SoftmaxLoss : ILoss
{
    /// <inheritdoc/>
    public (double Loss, int Correct) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices) =>
        Softmax.Differentiate(outputs, bias, labels, indices);
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
    public (double Loss, int Correct) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices)
    {
        var (loss, correct, classes) = (0.0, 0, bias.Length);
        for (var i = 0; i < indices.Length; i++)
        {
            var column = outputs.AsSpan(i * classes, classes);
            int label = labels[indices[i]];
            TensorPrimitives.Add(column, bias, column);
            correct += TensorPrimitives.IndexOfMax<float>(column) == label ? 1 : 0;
            loss += DifferentiateOne(column, label);
            TensorPrimitives.Divide(column, indices.Length, column);
        }

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
    public (double Loss, int Correct) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices)
    {
        var squashed = new float[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = squashed[i] = 1 / (1 + MathF.Exp(-(outputs[i] + bias[i % bias.Length])));
        }

        var result = Softmax.Differentiate(outputs, new float[bias.Length], labels, indices);
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] *= squashed[i] * (1 - squashed[i]);
        }

        return result;
    }
}
