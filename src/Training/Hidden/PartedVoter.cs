using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>
/// Votes of cells that differ, whose traces are too large to be kept: the window goes by in parts. Every code runs on every cell for each part (equal
/// runs once), on an array that records no more than that; all images vote on its samples, and the next part takes the same memory.
/// </summary>
/// <remarks>
/// A run begins anew for each part, so three parts of the usual window take 2.7 times the steps of one run: far fewer than those of all images, where
/// images are many times as many as codes.
/// </remarks>
internal sealed class PartedVoter : IVoter
{
    // Beyond so many parts the images themselves run.
    private const int MostParts = 6;

    private readonly ResponseTable _responses;
    private readonly Func<ArraySettings, ICellArray> _open;
    private readonly FixedReadout _readout;
    private readonly BlockVotes _blocks;
    private readonly int _samples; // of a part
    private readonly EqualCellRuns? _equal;
    private readonly ushort[] _runs;
    private int[] _places = [];

    /// <summary>Makes room for one block of samples.</summary>
    /// <param name="responses">Which runs there are; its traces are not kept.</param>
    /// <param name="readout">The output layer.</param>
    /// <param name="open">Opens an array of the same device.</param>
    /// <param name="mostSamples">Samples of all runs that a part may have.</param>
    public PartedVoter(ResponseTable responses, Readout readout, Func<ArraySettings, ICellArray> open, long mostSamples = ResponseTable.MostSamples)
    {
        (_responses, _open, _readout) = (responses, open, FixedReadout.Of(readout, responses.Settings.Format));
        _equal = EqualCellRuns.Of(responses.Settings);
        _runs = RunsOf(responses, _equal);
        var parts = PartsOf(responses, _runs, mostSamples);
        _samples = (responses.Settings.Window.Samples + parts - 1) / parts;
        _blocks = new BlockVotes(_readout, _runs.Length);
    }

    /// <inheritdoc/>
    public bool LooksUp => true;

    /// <inheritdoc/>
    public bool WantsAll => true;

    /// <summary>True where a few parts are enough.</summary>
    public static bool Fits(ResponseTable responses) =>
        responses.Description.Capabilities.FixedPoint && responses.Settings.HasPerCellParameters
            && PartsOf(responses, RunsOf(responses, EqualCellRuns.Of(responses.Settings)), ResponseTable.MostSamples) <= MostParts;

    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes)
    {
        var images = codes.Length / _readout.Cells;
        Scratch.Ensure(ref _places, codes.Length);
        for (var place = 0; place < codes.Length; place++)
        {
            var run = _responses.RunOf(codes[place], place % _readout.Cells);
            _places[place] = _equal is null ? run : _equal.Distinct[_equal.Indices[run]];
        }

        // All parts have equally many samples, so that the next finds the memory of the one before: the last begins within the one before it.
        var (votes, window) = (new int[images * _readout.Classes], _responses.Settings.Window);
        for (var done = 0; done < window.Samples; done += _samples)
        {
            var first = Math.Min(done, window.Samples - _samples);
            var start = first * window.Stride;
            var steps = Math.Min(window.Steps - start, _samples * window.Stride);
            using var array = _open(_responses.Settings with { Window = new Window(window.TransientSteps + start, steps, window.Stride) });
            var trace = array.Run(new(_runs, Features.Trace)).Trace!;
            _blocks.Add(trace, _places, images, votes, from: done - first);
            trace.GiveBack();
        }

        return votes;
    }

    private static ushort[] RunsOf(ResponseTable responses, EqualCellRuns? equal) => equal?.Codes ?? ResponseTable.AllRuns(responses.Settings);

    private static int PartsOf(ResponseTable responses, ushort[] runs, long mostSamples) =>
        (int)(((long)runs.Length * responses.Settings.Window.Samples + mostSamples - 1) / mostSamples);
}
