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
}

/// <summary>Votes counted by the array while it runs every image.</summary>
internal sealed class StreamVoter(ICellArray array, Readout readout, TrialCount trials) : IVoter
{
    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes) => array.Run(new(codes, Features.Votes, readout, trials.Take(codes.Length))).Votes!;
}
