using System.Numerics.Tensors;

namespace FhnHw.Training.Hidden;

/// <summary>A hidden layer of tanh units, forward and backward: the plain network that networks of cells are compared with.</summary>
public sealed class PlainTanh : IPlainUnit
{
    /// <inheritdoc cref="IForward.Name"/>
    public string Name => "plain";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations) => TensorPrimitives.Tanh(sums, activations);

    /// <inheritdoc/>
    public void Begin(int sums)
    {
    }

    /// <inheritdoc/>
    public void Respond(int first, ReadOnlySpan<float> sums, Span<float> activations) => Respond(sums, activations);

    /// <inheritdoc/>
    public void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes)
    {
        TensorPrimitives.Multiply(activations, activations, slopes);
        TensorPrimitives.Subtract(1, slopes, slopes);
    }
}
