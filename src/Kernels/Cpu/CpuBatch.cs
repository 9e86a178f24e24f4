using System.Buffers;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Cpu;

/// <summary>One call of <see cref="CpuArray"/>.Run: its outputs, filled chunk by chunk from any core.</summary>
internal sealed class CpuBatch
{
    private readonly ArraySettings _settings;
    private readonly IChunkRunner _runner;
    private readonly int[] _inputWords;
    private readonly uint _firstTrial;
    private readonly Features _features;
    private readonly SampledFeatures _sampled;
    private readonly WindowEnds[] _ends;
    private int _saturated;

    public CpuBatch(
        ArraySettings settings, IChunkRunner runner, int[] inputWords, RunRequest request)
    {
        _settings = settings;
        _runner = runner;
        _inputWords = inputWords;
        _firstTrial = request.FirstTrial;
        _features = request.Features;
        _sampled = new SampledFeatures(settings, Runs, request.Features, request.Readout);
        _ends = new WindowEnds[Runs];
    }

    public int Runs => _inputWords.Length;

    /// <summary>Runs cells [start, start + count) and takes every feature asked for.</summary>
    public unsafe void RunChunk(int start, int count)
    {
        var rowLength = (count + _runner.Cells - 1) / _runner.Cells * _runner.Cells;
        var words = RunRequest.NeedsSamples(_settings, _features) ? ArrayPool<short>.Shared.Rent(_settings.Window.Samples * rowLength) : null;
        try
        {
            fixed (short* trace = words)
            {
                RunBlocks(start, count, trace, rowLength);
            }

            if (words is not null)
            {
                _sampled.Take(words, rowLength, start, count);
            }
        }
        finally
        {
            if (words is not null)
            {
                ArrayPool<short>.Shared.Return(words);
            }
        }
    }

    public Response ToResponse() => (_features & (Features.Mean | Features.Ends)) != 0 && !_settings.Imperfections.HasAdc
        ? _sampled.ToResponse(_saturated, _ends, WindowEnds.Means(_ends, _inputWords, _settings))
        : _sampled.ToResponse(_saturated, null, null);

    private unsafe void RunBlocks(int start, int count, short* trace, int rowLength)
    {
        Span<WindowEnds> ends = stackalloc WindowEnds[_runner.Cells];
        Span<bool> clamped = stackalloc bool[_runner.Cells];
        for (var block = 0; block < count; block += _runner.Cells)
        {
            var used = Math.Min(_runner.Cells, count - block);
            _runner.RunBlock(
                start + block, _inputWords.AsSpan(start + block, used), _firstTrial, trace == null ? null : trace + block, rowLength, ends, clamped);
            ends[..used].CopyTo(_ends.AsSpan(start + block));
            Interlocked.Add(ref _saturated, clamped[..used].Count(true));
        }
    }
}
