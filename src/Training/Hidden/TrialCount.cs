using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>
/// Counts the images that an array has run, in training and in evaluation. Noise and drift follow from an image's number, so that a
/// repeated run gives the same bits.
/// </summary>
/// <param name="settings">What the array is made for.</param>
public sealed class TrialCount(ArraySettings settings)
{
    /// <summary>The number of the next image, modulo 2^32.</summary>
    public uint Next { get; set; }

    /// <summary>Counts a batch.</summary>
    /// <param name="runs">Runs of the batch.</param>
    /// <returns>The number of its first image.</returns>
    public uint Take(int runs)
    {
        var first = Next;
        Next = unchecked(Next + (uint)(runs / settings.Cells));
        return first;
    }
}
