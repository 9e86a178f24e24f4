using MathNet.Numerics.Random;

namespace FhnHw.Training.Seeding;

/// <summary>
/// What a stream of random numbers is for. Each purpose has a separate stream, so that a change to one leaves the others unchanged.
/// </summary>
internal enum SeedPurpose
{
    /// <summary>Initial weights.</summary>
    Weights = 1,

    /// <summary>Order of the images in an epoch, their shifts and rotations.</summary>
    Epoch = 2,

    /// <summary>Which images are re-run to check the response table.</summary>
    ResponseTableCheck = 3,

    /// <summary>Which images make a subset.</summary>
    Subset = 4,

    /// <summary>Which cells are left out of a step.</summary>
    Dropout = 5,

    /// <summary>Where in the window an image's temporal crop begins.</summary>
    TemporalCrop = 6,

    /// <summary>Scaling, shear and elastic distortion of the images in an epoch.</summary>
    Distortion = 7,

    /// <summary>Which training images are held out.</summary>
    HeldOut = 8,

    /// <summary>Noise of the hidden layers while training.</summary>
    HiddenNoise = 20,

    /// <summary>Noise of the hidden layers while testing, on the time-means.</summary>
    TestNoise = 21,

    /// <summary>Noise of the hidden layers while testing, on the samples that vote.</summary>
    VoteNoise = 22,
}

/// <summary>Derives independent streams of random numbers from the one seed of a run.</summary>
internal static class Seeds
{
    /// <summary>The stream of a purpose, and of an epoch where that matters: resuming at an epoch needs no saved state. For one thread at a time.</summary>
    public static Xoshiro256StarStar Stream(int seed, SeedPurpose purpose, int epoch = 0) =>
        new(unchecked((int)Mix((uint)seed ^ Mix(((uint)purpose << 24) ^ (uint)epoch))), threadSafe: false);

    /// <summary>The seed of what a hidden layer draws for itself: the run's in the first layer, from 0, and others in those after it.</summary>
    public static int OfLayer(int seed, int layer) => layer == 0 ? seed : unchecked((int)Mix((uint)seed + Mix((uint)layer)));

    // A 32-bit finaliser: every input bit reaches every output bit.
    private static uint Mix(uint value)
    {
        unchecked
        {
            value = (value ^ (value >> 16)) * 0x7feb352d;
            value = (value ^ (value >> 15)) * 0x846ca68b;
            return value ^ (value >> 16);
        }
    }
}
