using System.Numerics.Tensors;

namespace FhnHw.Training.Hidden;

/// <summary>A hidden layer of sigmoids, forward and backward: the plain network, in which cells are substituted.</summary>
public sealed class PlainSigmoid : IPlainUnit
{
    /// <inheritdoc cref="IForward.Name"/>
    public string Name => "plain";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations) => TensorPrimitives.Sigmoid(sums, activations);

    /// <inheritdoc/>
    public void Begin(int sums)
    {
    }

    /// <inheritdoc/>
    public void Respond(int first, ReadOnlySpan<float> sums, Span<float> activations) => Respond(sums, activations);

    /// <inheritdoc/>
    public void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes)
    {
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = activations[i] * (1 - activations[i]);
        }
    }
}
