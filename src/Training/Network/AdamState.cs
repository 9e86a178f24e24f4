namespace FhnHw.Training.Network;

/// <summary>Adam's running means of one layer.</summary>
/// <param name="Values">For the weights.</param>
/// <param name="Bias">For the biases.</param>
public sealed record AdamLayer(Adam Values, Adam Bias);

/// <summary>Adam's running means for all weights, and the number of steps taken.</summary>
public sealed class AdamState(NetworkWeights weights) : IOptimiser
{
    /// <summary>One a layer, as <see cref="NetworkWeights.Layers"/> counts them.</summary>
    public IReadOnlyList<AdamLayer> Layers { get; } =
        [.. weights.Layers.Select(layer => new AdamLayer(new Adam(layer.Values.Length), new Adam(layer.Bias.Length)))];

    /// <inheritdoc/>
    public long Steps { get; set; }

    /// <inheritdoc/>
    public IWeightMover Values(int layer) => Layers[layer].Values;

    /// <inheritdoc/>
    public IWeightMover Bias(int layer) => Layers[layer].Bias;
}
