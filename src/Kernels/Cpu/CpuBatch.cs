using System.Buffers;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Cpu;

/// <summary>One call of <see cref="CpuArray"/>.Run: its outputs, filled chunk by chunk from any core.</summary>
internal sealed class CpuBatch
{
    // Words of a section: samples are made use of while they are in the second-level cache.
    private const int SectionWords = 1 << 17;

    private readonly ArraySettings _settings;
    private readonly IBlockRunner _runner;
    private readonly IBlockRunner? _wider;
    private readonly int[] _inputWords;
    private readonly uint _firstTrial;
    private readonly Features _features;
    private readonly SampledFeatures _sampled;
    private readonly WindowEnds[] _ends;
    private int _saturated, _again;

    // wider runs a chunk once more whose cells left their lanes; null where they can't, or where samples are made use of meanwhile.
    public CpuBatch(
        ArraySettings settings, IBlockRunner runner, int[] inputWords, RunRequest request, IBlockRunner? wider)
    {
        _settings = settings;
        _runner = runner;
        _wider = wider;
        _inputWords = inputWords;
        _firstTrial = request.FirstTrial;
        _features = request.Features;
        _sampled = new SampledFeatures(settings, Runs, request.Features, request.Readout);
        _ends = new WindowEnds[Runs];
    }

    public int Runs => _inputWords.Length;

    // Chunks that were run once more.
    public int RunAgain => _again;

    // True where nothing else is made of samples.
    private bool IsTraceAlone => (_features & RunRequest.Sampled) == Features.Trace && _settings.Adc is null;

    /// <summary>Runs cells [start, start + count) and takes every feature asked for.</summary>
    public void RunChunk(int start, int count)
    {
        var (runner, blocks) = (_runner, Start(_runner, start, count));
        var before = new long[count];
        if (_sampled.Trace is { } trace && IsTraceAlone)
        {
            new TraceWriter(_settings.Window, _runner.Cells, trace, Runs).Write(blocks, start, before);
            End(runner, blocks, start, before);
            return;
        }

        Advance(blocks, _settings.Window.TransientSteps);
        ReadY(runner, blocks, before);
        if (RunRequest.NeedsSamples(_settings, _features))
        {
            Sample(blocks, start, count);
        }
        else
        {
            Advance(blocks, _settings.Window.Steps);
            if (_wider is not null && HaveLeftLanes(blocks, count))
            {
                (runner, blocks) = (_wider, Start(_wider, start, count));
                Interlocked.Increment(ref _again);
                Advance(blocks, _settings.Window.TransientSteps);
                ReadY(runner, blocks, before);
                Advance(blocks, _settings.Window.Steps);
            }
        }

        End(runner, blocks, start, before);
    }

    public Response ToResponse() => (_features & (Features.Mean | Features.Ends)) != 0 && !_settings.Imperfections.HasAdc
        ? _sampled.ToResponse(_saturated, _ends, WindowEnds.Means(_ends, _inputWords, _settings))
        : _sampled.ToResponse(_saturated, null, null);

    private IBlock[] Start(IBlockRunner runner, int start, int count)
    {
        var blocks = new IBlock[(count + runner.Cells - 1) / runner.Cells];
        for (var block = 0; block < blocks.Length; block++)
        {
            var first = block * runner.Cells;
            var used = Math.Min(runner.Cells, count - first);
            blocks[block] = runner.Start(start + first, _inputWords.AsSpan(start + first, used), _firstTrial);
        }

        return blocks;
    }

    private bool HaveLeftLanes(IBlock[] blocks, int count) =>
        blocks.Index().Any(block => block.Item.HasLeftLanes(Math.Min(_runner.Cells, count - (block.Index * _runner.Cells))));

    private static unsafe void Advance(IBlock[] blocks, int steps)
    {
        foreach (var block in blocks)
        {
            block.Advance(steps, steps, null, 0);
        }
    }

    // The window in sections of time: in each, all blocks advance, and then the features are taken of their samples.
    private unsafe void Sample(IBlock[] blocks, int start, int count)
    {
        var (window, width) = (_settings.Window, blocks.Length * _runner.Cells);
        var most = Math.Max(1, SectionWords / width / ActivationBlocks.Samples) * ActivationBlocks.Samples;
        var buffer = ArrayPool<short>.Shared.Rent(Math.Min(most, window.Samples) * width);
        for (var sample = 0; sample < window.Samples; sample += most)
        {
            var samples = Math.Min(most, window.Samples - sample);
            var steps = Math.Min(samples * window.Stride, window.Steps - (sample * window.Stride));
            fixed (short* words = buffer, trace = _sampled.Trace is { } wanted ? wanted.AsSpan() : [])
            {
                // A trace is written where it stays.
                var target = trace == null ? words : trace + ((nint)sample * Runs) + start;
                var rowLength = trace == null ? width : Runs;
                AdvanceSection(blocks, steps, samples, target, rowLength, trace == null ? width : count, words);
                _sampled.Take(new(target, ((samples - 1) * rowLength) + count), rowLength, start, count, sample, samples);
            }
        }

        ArrayPool<short>.Shared.Return(buffer);
    }

    // A last block that is wider than its place writes to the buffer, from which the words that are wanted are copied.
    private unsafe void AdvanceSection(IBlock[] blocks, int steps, int samples, short* target, nint rowLength, int width, short* buffer)
    {
        var cells = _runner.Cells;
        for (var block = 0; block < width / cells; block++)
        {
            blocks[block].Advance(steps, _settings.Window.Stride, target + (block * cells), rowLength);
        }

        var rest = width % cells;
        if (rest == 0)
        {
            return;
        }

        blocks[^1].Advance(steps, _settings.Window.Stride, buffer, cells);
        for (var m = 0; m < samples; m++)
        {
            new Span<short>(buffer + (m * cells), rest).CopyTo(new(target + (m * rowLength) + width - rest, rest));
        }
    }

    private static void ReadY(IBlockRunner runner, IBlock[] blocks, Span<long> Y)
    {
        for (var block = 0; block < blocks.Length; block++)
        {
            var first = block * runner.Cells;
            blocks[block].ReadY(Y[first..Math.Min(Y.Length, first + runner.Cells)]);
        }
    }

    private void End(IBlockRunner runner, IBlock[] blocks, int start, ReadOnlySpan<long> before)
    {
        var after = new long[before.Length];
        ReadY(runner, blocks, after);
        for (var run = 0; run < after.Length; run++)
        {
            _ends[start + run] = new WindowEnds(before[run], after[run]);
        }

        for (var block = 0; block < blocks.Length; block++)
        {
            var used = Math.Min(runner.Cells, before.Length - (block * runner.Cells));
            Interlocked.Add(ref _saturated, blocks[block].End(used));
        }
    }
}
