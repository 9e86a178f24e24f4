using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Samples;

/// <summary>
/// Counts class votes in integers: at each sample the class with the largest sum over cells of weight · g(X), plus bias, wins;
/// ties go to the lower class. The same counts come from every fixed-point array and from the response table.
/// </summary>
public abstract class FixedVoter
{
    private protected FixedVoter()
    {
    }

    /// <summary>Makes the voter of this processor's widest vectors; one voter serves any number of threads.</summary>
    public static FixedVoter Of(FixedReadout readout) => Of(readout, narrow: false);

    internal static FixedVoter Of(FixedReadout readout, bool narrow) => Avx512BW.IsSupported && !narrow
        ? new FixedVoter<VoteLanes512, Vector512<int>>(readout)
        : new FixedVoter<VoteLanes256, Vector256<int>>(readout);

    /// <summary>Votes on one image, at the samples of one block.</summary>
    /// <param name="block">g(X) of run r at sample m: word [r · 32 + m], as <see cref="ActivationBlocks"/> fills it.</param>
    /// <param name="runs">For each of the image's cells, the run that it reads.</param>
    /// <param name="samples">Samples of the block, 1 to 32.</param>
    /// <param name="votes">To each class, the samples that it wins are added.</param>
    public void Add(ReadOnlySpan<short> block, ReadOnlySpan<int> runs, int samples, Span<int> votes)
    {
        CheckRuns(block, runs);
        AddEach(block, runs, [0], samples, votes);
    }

    /// <summary>Votes on some images, at the samples of one block; their rows are asked for ahead.</summary>
    /// <param name="block">As for <see cref="Add"/>.</param>
    /// <param name="runs">The runs of all images, image by image, each of them in the block (<see cref="CheckRuns"/>).</param>
    /// <param name="images">The images that are voted on.</param>
    /// <param name="samples">Samples of the block, 1 to 32.</param>
    /// <param name="votes">To each class of each of these images, the samples that it wins are added: [image · classes + class].</param>
    public abstract void AddEach(ReadOnlySpan<short> block, ReadOnlySpan<int> runs, ReadOnlySpan<int> images, int samples, Span<int> votes);

    /// <summary>Checks that a block has all runs.</summary>
    /// <param name="block">As for <see cref="Add"/>.</param>
    /// <param name="runs">Numbers of runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">It lacks one of them.</exception>
    public static void CheckRuns(ReadOnlySpan<short> block, ReadOnlySpan<int> runs)
    {
        if (runs.ContainsAnyExceptInRange(0, (block.Length / ActivationBlocks.Samples) - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(runs), "A cell reads a run that the block does not have.");
        }
    }

    /// <summary>Votes on one image where the words are estimates: samples whose winner is not clear are left out.</summary>
    /// <param name="block">Estimates of g(X).</param>
    /// <param name="runs">For each of the image's cells, the run that it reads, which the block has.</param>
    /// <param name="samples">Samples of the block, 1 to 32.</param>
    /// <param name="doubt">By how much the largest sum must at least be above all others; 0 takes every sample.</param>
    /// <param name="votes">To each class, the samples that it wins clearly are added.</param>
    /// <returns>The samples left out, one bit each.</returns>
    internal abstract uint AddClear(ReadOnlySpan<short> block, ReadOnlySpan<int> runs, int samples, uint doubt, Span<int> votes);
}
