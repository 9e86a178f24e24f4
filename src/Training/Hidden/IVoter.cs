using System.Numerics.Tensors;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>Turns the current codes of some images into the samples that each class wins.</summary>
public interface IVoter
{
    /// <summary>True where votes follow from the codes alone, whatever was voted on before. Those of many images at once are then faster.</summary>
    bool LooksUp => false;

    /// <summary>True where a call costs as much as thousands of images, so that one should ask for all images at once.</summary>
    bool WantsAll => false;

    /// <summary>Votes.</summary>
    /// <param name="codes">Current codes, image by image.</param>
    /// <returns>[image · classes + class].</returns>
    int[] Vote(ReadOnlySpan<ushort> codes);

    /// <summary>The class that wins the most samples of each image, the lower of equals. Not all samples need be counted for it.</summary>
    /// <param name="codes">Current codes, image by image.</param>
    /// <param name="winners">Gets one class an image.</param>
    void Winners(ReadOnlySpan<ushort> codes, Span<int> winners) => MostVoted(Vote(codes), winners);

    /// <summary>The class with the most samples of each image, the lower of equals.</summary>
    /// <param name="votes">[image · classes + class].</param>
    /// <param name="winners">Gets one class an image.</param>
    static void MostVoted(ReadOnlySpan<int> votes, Span<int> winners)
    {
        var classes = votes.Length / Math.Max(1, winners.Length);
        for (var image = 0; image < winners.Length; image++)
        {
            winners[image] = TensorPrimitives.IndexOfMax(votes.Slice(image * classes, classes));
        }
    }
}

/// <summary>Votes counted by the array while it runs every image.</summary>
internal sealed class StreamVoter(ICellArray array, Readout readout, TrialCount trials) : IVoter
{
    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes) => array.Run(new(codes, Features.Votes, readout, trials.Take(codes.Length))).Votes!;
}
