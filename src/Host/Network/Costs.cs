using System.Numerics.Tensors;

namespace FhnHw.Host.Network;

/// <summary>What a network is trained to make small.</summary>
internal interface ICost
{
    /// <summary>Turns outputs into the gradient of the mean cost by them.</summary>
    /// <param name="outputs">classes × batch, column-major, in place.</param>
    /// <param name="bias">Added to each class's output first.</param>
    /// <param name="labels">Labels of the whole set.</param>
    /// <param name="indices">The batch's images in the set.</param>
    /// <returns>Summed cost and number of right answers.</returns>
    (double Loss, int Right) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices);
}

/// <summary>Cross entropy of the softmax of the outputs, nats.</summary>
internal sealed class SoftmaxCost : ICost
{
    /// <inheritdoc/>
    public (double Loss, int Right) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices) =>
        Softmax.Differentiate(outputs, bias, labels, indices);
}

/// <summary>Half the squared distance of the outputs from the one-hot label, summed over classes.</summary>
/// <param name="squash">True to put a sigmoid on each output first, so that each class is a neuron of its own.</param>
internal sealed class SquaredCost(bool squash) : ICost
{
    /// <inheritdoc/>
    public (double Loss, int Right) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices)
    {
        var (loss, right, classes) = (0.0, 0, bias.Length);
        for (var i = 0; i < indices.Length; i++)
        {
            var column = outputs.AsSpan(i * classes, classes);
            int label = labels[indices[i]];
            TensorPrimitives.Add(column, bias, column);
            right += TensorPrimitives.IndexOfMax<float>(column) == label ? 1 : 0;
            for (var c = 0; c < classes; c++)
            {
                var p = squash ? 1 / (1 + MathF.Exp(-column[c])) : column[c];
                var error = p - (c == label ? 1 : 0);
                loss += 0.5 * error * error;
                column[c] = error * (squash ? p * (1 - p) : 1) / indices.Length;
            }
        }

        return (loss, right);
    }
}

/// <summary>Cross entropy of the softmax of sigmoids: each output is squashed to 0 ... 1 before the softmax, which then cannot get sharp.</summary>
internal sealed class SquashedSoftmaxCost : ICost
{
    /// <inheritdoc/>
    public (double Loss, int Right) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices)
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
