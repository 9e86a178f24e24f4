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
    /// <inheritdoc/>
    public IWeightMover W1 { get; } = new Sgd(weights.W1Values.Length, momentum);

    /// <inheritdoc/>
    public IWeightMover B1 { get; } = new Sgd(weights.B1.Length, momentum);

    /// <inheritdoc/>
    public IWeightMover W3 { get; } = new Sgd(weights.W3Values.Length, momentum);

    /// <inheritdoc/>
    public IWeightMover B3 { get; } = new Sgd(weights.B3.Length, momentum);

    /// <inheritdoc/>
    public long Steps { get; set; }
}
