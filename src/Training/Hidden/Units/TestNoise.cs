namespace FhnHw.Training.Hidden.Units;

/// <summary>How long a ξ lasts where samples vote.</summary>
public enum NoiseTiming
{
    /// <summary>A new one at each sample: white noise on what the readout sees of x.</summary>
    Sample,

    /// <summary>One for the whole window, as the papers' static neurons have one for an image.</summary>
    Image,
}

/// <summary>
/// The noise of the hidden layers while a network is tested. The time-mean always has one ξ an image, on the activation; votes have it as
/// <paramref name="Timing"/> says.
/// </summary>
/// <param name="Noise">Kinds and intensities.</param>
/// <param name="Seed">Draws it.</param>
/// <param name="Timing">How long a ξ lasts in votes; null where the time-mean alone predicts, which is much faster.</param>
public sealed record TestNoise(HiddenNoise Noise, int Seed, NoiseTiming? Timing = NoiseTiming.Sample);
