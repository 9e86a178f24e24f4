using System.Numerics.Tensors;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Substituting;

/// <summary>A hidden layer of rectifiers, max(0, sum): no network is trained with it here, only recognised.</summary>
internal sealed class PlainRelu : IPlainUnit
{
    /// <inheritdoc cref="IForward.Name"/>
    public string Name => "plain";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations) => TensorPrimitives.Max(sums, 0, activations);

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
            slopes[i] = activations[i] > 0 ? 1 : 0;
        }
    }
}
