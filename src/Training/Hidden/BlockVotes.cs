using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>Counts votes from samples of a fixed-point array, block by block of 32.</summary>
/// <remarks>
/// The samples of all runs are laid out in one place, all images vote on them, then the next block takes the place. So all traces are gone through
/// once, whatever the number of images.
/// </remarks>
internal sealed class BlockVotes
{
    // Runs and images that a core takes at a time.
    private const int PartRuns = 1 << 13, PartImages = 64;

    private static readonly int[] Numbers = [.. Enumerable.Range(0, PartImages)]; // of a part's images

    private readonly FixedReadout _readout;
    private readonly FixedVoter _voter;
    private readonly Memory<short> _block; // g(X) of run r at sample m of the block: word [r · 32 + m]

    /// <summary>Makes room for one block.</summary>
    /// <param name="readout">The output layer.</param>
    /// <param name="runs">Runs of the traces.</param>
    public BlockVotes(FixedReadout readout, int runs)
    {
        (_readout, _voter) = (readout, FixedVoter.Of(readout));
        _block = LargeArrays.Lines<short>(runs * ActivationBlocks.Samples);
    }

    /// <summary>Adds the votes of a trace's samples.</summary>
    /// <param name="trace">The traces.</param>
    /// <param name="columns">The trace of each cell, image by image.</param>
    /// <param name="images">Images.</param>
    /// <param name="votes">[image · classes + class].</param>
    /// <param name="from">The first sample that counts.</param>
    public void Add(Trace trace, int[] columns, int images, int[] votes, int from = 0)
    {
        FixedVoter.CheckRuns(_block.Span, columns);
        for (var first = from; first < trace.Samples; first += ActivationBlocks.Samples)
        {
            var (start, count) = (first, Math.Min(ActivationBlocks.Samples, trace.Samples - first));
            Parallel.For(0, Parts(trace.Runs, PartRuns), part => LayOut(trace, part * PartRuns, start, count));
            Parallel.For(0, Parts(images, PartImages), part => Vote(columns, part * PartImages, Math.Min(images, (part + 1) * PartImages), count, votes));
        }
    }

    private static int Parts(int count, int size) => (count + size - 1) / size;

    private void LayOut(Trace trace, int firstRun, int firstSample, int samples)
    {
        var all = trace.Runs;
        var runs = Math.Min(PartRuns, all - firstRun);
        var words = trace.Words!.AsSpan((firstSample * all) + firstRun, ((samples - 1) * all) + runs);
        ActivationBlocks.Fill(_block.Span.Slice(firstRun * ActivationBlocks.Samples, runs * ActivationBlocks.Samples), words, all, runs, samples, _readout);
    }

    private void Vote(int[] columns, int firstImage, int endImage, int samples, int[] votes)
    {
        var (cells, classes) = (_readout.Cells, _readout.Classes);
        var images = Numbers.AsSpan(0, endImage - firstImage);
        _voter.AddEach(_block.Span, columns.AsSpan(firstImage * cells), images, samples, votes.AsSpan(firstImage * classes));
    }
}
