using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Noise;

/// <summary>A trained network that is tested under noise.</summary>
/// <param name="Units"><c>cells</c> or <c>sigmoids</c>.</param>
/// <param name="Trained">The noise while training: a kind, or <c>none</c>.</param>
/// <param name="Layer">Its hidden layer.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Seed">Of network, images and noise.</param>
/// <param name="Images">The test images.</param>
/// <param name="Cancellation">Stops between batches.</param>
internal sealed record NoiseNetwork(
    string Units, string Trained, HiddenLayer Layer, NetworkWeights Weights, int Seed, ImageSet Images, CancellationToken Cancellation)
{
    /// <summary>Its accuracy under noise.</summary>
    /// <param name="noise">The noise.</param>
    /// <param name="timing">How long a ξ lasts in votes; null for no votes.</param>
    /// <param name="pool">Cells of a unit.</param>
    /// <param name="ghosts">Ghost cells.</param>
    public Accuracy Under(HiddenNoise noise, NoiseTiming? timing = null, int pool = 1, int ghosts = 0)
    {
        var units = UnitLayers.Of(Layer, Weights.Hidden, pool, ghosts, HiddenNoise.None);
        return Evaluator.Run(
            Weights, UnitLayers.Under(units, Weights.Hidden, new TestNoise(noise, Seed, timing)), Images, cancellation: Cancellation);
    }
}
