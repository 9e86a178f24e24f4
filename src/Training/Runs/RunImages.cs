using FhnHw.Training.Data;

namespace FhnHw.Training.Runs;

/// <summary>The images of a run.</summary>
/// <param name="Set">The whole set.</param>
/// <param name="Train">What the network learns from: the set's training images without those held out.</param>
/// <param name="Validation">Training images that are held out, to choose a recipe or an epoch by; null for none.</param>
public sealed record RunImages(DataSet Set, ImageSet Train, ImageSet? Validation)
{
    /// <summary>The images on which a run is evaluated while it trains: those held out, else the test images.</summary>
    public ImageSet Watched => Validation ?? Set.Test;

    /// <summary>Takes a run's images from a set.</summary>
    /// <exception cref="Kernels.Errors.InvalidSettingException">More images are to be held out than there are.</exception>
    public static RunImages Of(DataSet set, RunSettings settings)
    {
        if (settings.Validate == 0)
        {
            return new RunImages(set, set.Train, null);
        }

        // The same images for every seed of the network, so that seeds can be compared.
        var (train, heldOut) = HeldOut.Split(set.Train, settings.Validate, SplitSeed);
        return new RunImages(set, train, heldOut);
    }

    private const int SplitSeed = 1;
}
