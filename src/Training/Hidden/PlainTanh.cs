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
    public void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes)
    {
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = 1 - (activations[i] * activations[i]);
        }
    }
}
