using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>Votes from the traces of a fixed-point atlas that are too large to be laid out for votes a second time beside the first.</summary>
/// <remarks>
/// Block by block of 32 samples: the samples of all runs are laid out in one place, all images vote on them, then the next block takes the place.
/// So each call goes through all traces once, whatever the number of images.
/// </remarks>
internal sealed class LargeAtlasVoter : IVoter
{
    // Runs and images that a core takes at a time.
    private const int PartRuns = 1 << 13, PartImages = 64;

    private readonly Atlas _atlas;
    private readonly TraceWords _words;
    private readonly FixedReadout _readout;
    private readonly FixedVoter _voter;
    private readonly Memory<short> _block; // g(X) of run r at sample m of the block: word [r · 32 + m]
    private int[] _runs = [];

    /// <summary>Makes room for one block.</summary>
    public LargeAtlasVoter(Atlas atlas, Readout readout)
    {
        _atlas = atlas;
        _words = atlas.Response.Trace!.Words!;
        _readout = FixedReadout.Of(readout, atlas.Settings.Format);
        _voter = FixedVoter.Of(_readout);
        _block = LargeArrays.Lines<short>(atlas.Response.Trace!.Runs * ActivationBlocks.Samples);
    }

    /// <inheritdoc/>
    public bool LooksUp => true;

    /// <inheritdoc/>
    public bool WantsAll => true;

    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes)
    {
        var (cells, samples) = (_readout.Cells, _atlas.Settings.Window.Samples);
        Scratch.Ensure(ref _runs, codes.Length);
        for (var first = 0; first < codes.Length; first += cells)
        {
            _atlas.TraceColumnsOf(codes.Slice(first, cells), _runs.AsSpan(first, cells));
        }

        var images = codes.Length / cells;
        var votes = new int[images * _readout.Classes];
        for (var start = 0; start < samples; start += ActivationBlocks.Samples)
        {
            var (first, count) = (start, Math.Min(ActivationBlocks.Samples, samples - start));
            Parallel.For(0, Parts(_atlas.Response.Trace!.Runs, PartRuns), part => LayOut(part * PartRuns, first, count));
            Parallel.For(0, Parts(images, PartImages), part => Vote(part * PartImages, Math.Min(images, (part + 1) * PartImages), count, votes));
        }

        return votes;
    }

    private static int Parts(int count, int size) => (count + size - 1) / size;

    private void LayOut(int firstRun, int firstSample, int samples)
    {
        var all = _atlas.Response.Trace!.Runs;
        var runs = Math.Min(PartRuns, all - firstRun);
        var words = _words.AsSpan((firstSample * all) + firstRun, ((samples - 1) * all) + runs);
        ActivationBlocks.Fill(_block.Span.Slice(firstRun * ActivationBlocks.Samples, runs * ActivationBlocks.Samples), words, all, runs, samples, _readout);
    }

    private void Vote(int from, int to, int samples, int[] votes)
    {
        var (cells, classes) = (_readout.Cells, _readout.Classes);
        for (var image = from; image < to; image++)
        {
            _voter.Add(_block.Span, _runs.AsSpan(image * cells, cells), samples, votes.AsSpan(image * classes, classes));
        }
    }
}
