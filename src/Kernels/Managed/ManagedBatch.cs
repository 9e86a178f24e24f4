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
    private readonly FixedReadout? _readout;
    private readonly int _samples;
    private readonly short[]? _trace;
    private readonly uint[]? _signs;
    private readonly WindowEnds[] _ends;
    private readonly long[]? _activationSum;
    private readonly int[]? _votes;
    private int _saturated;

    public ManagedBatch(
        ArraySettings settings, IBlockRunner runner, int[] drives, ushort[] currents, Features features, Readout? readout)
    {
        _settings = settings;
        _runner = runner;
        _drives = drives;
        _currents = currents;
        _features = features;
        _readout = readout is null ? null : FixedReadout.Of(readout, settings.Format);
        _samples = settings.Window.Samples;
        _ends = new WindowEnds[Runs];
        _trace = features.HasFlag(Features.Trace) ? new short[(long)_samples * Runs] : null;
        _signs = features.HasFlag(Features.Signs) ? new uint[(long)SignTrace.WordsPerRun(_samples) * Runs] : null;
        _activationSum = features.HasFlag(Features.Activation) ? new long[Runs] : null;
        _votes = features.HasFlag(Features.Votes) ? new int[Runs / readout!.Cells * readout.Classes] : null;
    }

    public int Runs => _currents.Length;

    /// <summary>Runs cells [start, start + count) and takes every feature asked for.</summary>
    public unsafe void RunChunk(int start, int count)
    {
        var rowLength = (count + _runner.Cells - 1) / _runner.Cells * _runner.Cells;
        var words = (_features & RunRequest.Sampled) != 0 ? ArrayPool<short>.Shared.Rent(_samples * rowLength) : null;
        try
        {
            fixed (short* trace = words)
            {
                RunBlocks(start, count, trace, rowLength);
            }

            if (words is not null)
            {
                TakeSamples(words, rowLength, start, count);
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

    public Response ToResponse()
    {
        var mean = _features.HasFlag(Features.Mean);
        var scale = (_readout?.Unit ?? 1) / _samples;
        return new Response
        {
            Runs = Runs,
            SaturatedRuns = _saturated,
            Trace = _trace is null ? null : new FixedTrace(_samples, Runs, _trace, _settings.Format),
            Signs = _signs is null ? null : new SignTrace(_samples, Runs, _signs),
            Ends = mean ? _ends : null,
            MeanX = mean ? RunRequest.Means(_currents, _ends, _drives, _settings) : null,
            ActivationSum = _activationSum,
            MeanActivation = _activationSum is null ? null : Array.ConvertAll(_activationSum, sum => sum * scale),
            Votes = _votes,
        };
    }

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

    private void TakeSamples(short[] words, int rowLength, int start, int count)
    {
        if (_trace is not null)
        {
            for (var m = 0; m < _samples; m++)
            {
                words.AsSpan(m * rowLength, count).CopyTo(_trace.AsSpan((m * Runs) + start));
            }
        }

        if (_signs is not null)
        {
            TakeSigns(words, rowLength, start, count);
        }

        if (_activationSum is not null || _votes is not null)
        {
            TakeActivations(words, rowLength, start, count);
        }
    }

    private void TakeSigns(short[] words, int rowLength, int start, int count)
    {
        for (var m = 0; m < _samples; m++)
        {
            var row = words.AsSpan(m * rowLength, count);
            var signs = _signs.AsSpan(((m >> 5) * Runs) + start, count);
            for (var cell = 0; cell < row.Length; cell++)
            {
                signs[cell] |= (row[cell] >= 0 ? 1u : 0u) << (m & 31);
            }
        }
    }

    private void TakeActivations(short[] words, int rowLength, int start, int count)
    {
        var activations = ArrayPool<short>.Shared.Rent(count * _samples);
        ActivationRows.Fill(activations, words, rowLength, count, _samples, _readout!);
        if (_activationSum is not null)
        {
            for (var cell = 0; cell < count; cell++)
            {
                _activationSum[start + cell] = ActivationRows.Sum(activations.AsSpan(cell * _samples, _samples));
            }
        }

        if (_votes is not null)
        {
            Vote(activations, start, count);
        }

        ArrayPool<short>.Shared.Return(activations);
    }

    private void Vote(short[] activations, int start, int count)
    {
        var (cells, classes) = (_readout!.Cells, _readout.Classes);
        var voter = new FixedVoter(_readout);
        var runs = new int[cells];
        for (var image = 0; image < count / cells; image++)
        {
            for (var cell = 0; cell < cells; cell++)
            {
                runs[cell] = (image * cells) + cell;
            }

            var first = ((start / cells) + image) * classes;
            voter.Vote(activations, runs, _samples, _votes.AsSpan(first, classes));
        }
    }
}
