using System.Buffers;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Managed;

/// <summary>One call of <see cref="ManagedArray.Run"/>: its outputs, filled chunk by chunk from any core.</summary>
internal sealed class ManagedBatch
{
    private readonly ArraySettings _settings;
    private readonly IBlockRunner _runner;
    private readonly int[] _drives;
    private readonly ushort[] _currents;
    private readonly Features _features;
    private readonly SampledFeatures _sampled;
    private readonly WindowEnds[] _ends;
    private int _saturated;

    public ManagedBatch(
        ArraySettings settings, IBlockRunner runner, int[] drives, ushort[] currents, Features features, Readout? readout)
    {
        _settings = settings;
        _runner = runner;
        _drives = drives;
        _currents = currents;
        _features = features;
        _sampled = new SampledFeatures(settings, Runs, features, readout);
        _ends = new WindowEnds[Runs];
    }

    public int Runs => _currents.Length;

    /// <summary>Runs cells [start, start + count) and takes every feature asked for.</summary>
    public unsafe void RunChunk(int start, int count)
    {
        var rowLength = (count + _runner.Cells - 1) / _runner.Cells * _runner.Cells;
        var words = (_features & RunRequest.Sampled) != 0 ? ArrayPool<short>.Shared.Rent(_settings.Window.Samples * rowLength) : null;
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

    public Response ToResponse() => (_features & (Features.Mean | Features.Ends)) != 0
        ? _sampled.ToResponse(_saturated, _ends, RunRequest.Means(_currents, _ends, _drives, _settings))
        : _sampled.ToResponse(_saturated, null, null);

    private unsafe void RunBlocks(int start, int count, short* trace, int rowLength)
    {
        Span<int> drives = stackalloc int[_runner.Cells];
        Span<WindowEnds> ends = stackalloc WindowEnds[_runner.Cells];
        Span<bool> clamped = stackalloc bool[_runner.Cells];
        for (var block = 0; block < count; block += _runner.Cells)
        {
            var used = Math.Min(_runner.Cells, count - block);
            for (var cell = 0; cell < used; cell++)
            {
                drives[cell] = _drives[_currents[start + block + cell]];
            }

            drives[used..].Fill(drives[0]);
            _runner.Run(drives, trace == null ? null : trace + block, rowLength, ends, clamped);
            ends[..used].CopyTo(_ends.AsSpan(start + block));
            Interlocked.Add(ref _saturated, clamped[..used].Count(true));
        }
    }
}
