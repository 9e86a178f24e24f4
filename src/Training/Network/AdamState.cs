namespace FhnHw.Training.Network;

/// <summary>Adam's running means for all weights, and the number of steps taken.</summary>
public sealed class AdamState(NetworkWeights weights) : IOptimiser
{
    /// <summary>For W1.</summary>
    public Adam W1 { get; } = new(weights.W1Values.Length);

    /// <summary>For b1.</summary>
    public Adam B1 { get; } = new(weights.B1.Length);

    /// <summary>For W3.</summary>
    public Adam W3 { get; } = new(weights.W3Values.Length);

    /// <summary>For b3.</summary>
    public Adam B3 { get; } = new(weights.B3.Length);

    /// <inheritdoc/>
    public long Steps { get; set; }

    IWeightMover IOptimiser.W1 => W1;

    IWeightMover IOptimiser.B1 => B1;

    IWeightMover IOptimiser.W3 => W3;

    IWeightMover IOptimiser.B3 => B3;
}
