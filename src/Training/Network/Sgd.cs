using System.Numerics.Tensors;

namespace FhnHw.Training.Network;

/// <summary>Plain gradient descent, with momentum where wanted, on one array of parameters.</summary>
public sealed class Sgd(int count, float momentum) : IWeightMover
{
    private readonly float[] _velocity = momentum == 0 ? [] : new float[count];

    /// <inheritdoc/>
    public void Move(float[] parameters, int start, ReadOnlySpan<float> gradient, in AdamRate rate)
    {
        var w = parameters.AsSpan(start, gradient.Length);
        if (momentum == 0)
        {
            TensorPrimitives.MultiplyAdd(gradient, -rate.Rate, w, w);
            return;
        }

        var v = _velocity.AsSpan(start, gradient.Length);
        TensorPrimitives.MultiplyAdd(v, momentum, gradient, v);
        TensorPrimitives.MultiplyAdd(v, -rate.Rate, w, w);
    }
}

/// <summary>Gradient descent for all weights.</summary>
public sealed class SgdState(NetworkWeights weights, float momentum = 0) : IOptimiser
{
    private readonly Sgd[] _values = [.. weights.Layers.Select(layer => new Sgd(layer.Values.Length, momentum))];
    private readonly Sgd[] _bias = [.. weights.Layers.Select(layer => new Sgd(layer.Bias.Length, momentum))];

    /// <inheritdoc/>
    public long Steps { get; set; }

    /// <inheritdoc/>
    public IWeightMover Values(int layer) => _values[layer];

    /// <inheritdoc/>
    public IWeightMover Bias(int layer) => _bias[layer];
}
