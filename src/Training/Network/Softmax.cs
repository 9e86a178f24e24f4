using System.Numerics.Tensors;

namespace FhnHw.Training.Network;

/// <summary>Softmax and its cross entropy.</summary>
internal static class Softmax
{
    /// <summary>Turns an image's outputs into the gradient of the batch's mean loss by them.</summary>
    /// <param name="outputs">One value a class; gets (softmax - one-hot) / images.</param>
    /// <param name="bias">Added to each class's output first.</param>
    /// <param name="label">The image's class.</param>
    /// <param name="images">Images in the batch.</param>
    /// <returns>The image's loss, nats, and whether its prediction is correct.</returns>
    public static (double Loss, bool Correct) Differentiate(Span<float> outputs, ReadOnlySpan<float> bias, int label, int images)
    {
        TensorPrimitives.Add(outputs, bias, outputs);
        var correct = TensorPrimitives.IndexOfMax<float>(outputs) == label;
        TensorPrimitives.Subtract(outputs, TensorPrimitives.Max<float>(outputs), outputs);
        TensorPrimitives.SoftMax(outputs, outputs);
        var loss = -Math.Log(Math.Max(outputs[label], 1e-30f));
        outputs[label] -= 1;
        TensorPrimitives.Divide(outputs, images, outputs);
        return (loss, correct);
    }
}
