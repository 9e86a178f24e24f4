using System.Numerics.Tensors;

namespace FhnHw.Training.Network;

/// <summary>Softmax and its cross entropy.</summary>
internal static class Softmax
{
    /// <summary>Turns outputs into the gradient of the mean loss by them.</summary>
    /// <param name="outputs">classes × batch, column-major; gets (softmax - one-hot) / batch.</param>
    /// <param name="bias">Added to each class's output first.</param>
    /// <param name="labels">Labels of the whole set.</param>
    /// <param name="indices">The batch's images in the set.</param>
    /// <returns>Summed loss, nats, and number of correct predictions.</returns>
    public static (double Loss, int Correct) Differentiate(float[] outputs, float[] bias, byte[] labels, ReadOnlySpan<int> indices)
    {
        var (loss, correct, classes) = (0.0, 0, bias.Length);
        for (var i = 0; i < indices.Length; i++)
        {
            var column = outputs.AsSpan(i * classes, classes);
            int label = labels[indices[i]];
            TensorPrimitives.Add(column, bias, column);
            correct += TensorPrimitives.IndexOfMax<float>(column) == label ? 1 : 0;
            TensorPrimitives.Subtract(column, TensorPrimitives.Max<float>(column), column);
            TensorPrimitives.SoftMax(column, column);
            loss -= Math.Log(Math.Max(column[label], 1e-30f));
            column[label] -= 1;
            TensorPrimitives.Divide(column, indices.Length, column);
        }

        return (loss, correct);
    }
}
