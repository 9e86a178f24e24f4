using System.Buffers;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Kernels.Float;

/// <summary>One call of a floating-point array's Run: its outputs, filled chunk by chunk from any core.</summary>
internal sealed class FloatBatch
{
    private readonly IFloatBlock _block;
    private readonly FloatCell[] _cells;
    private readonly Adc? _converter;
    private readonly Readout? _readout;
    private readonly int _samples;
    private readonly bool _sampled;
    private readonly double[]? _trace, _mean, _nonlinearity;
    private readonly uint[]? _signs;
    private readonly int[]? _votes;
    private readonly double _meanScale;

    public FloatBatch(ArraySettings settings, IFloatBlock block, FloatCell[] cells, RunRequest request)
    {
        var (features, readout) = (request.Features, request.Readout);
        _block = block;
        _cells = cells;
        _converter = settings.Adc;
        _readout = readout;
        _samples = settings.Window.Samples;
        _sampled = request.NeedsSamples(settings);
        _meanScale = settings.Window.Steps;
        _trace = features.HasFlag(Features.Trace) ? new double[(long)_samples * Runs] : null;
        _signs = features.HasFlag(Features.Signs) ? new uint[(long)SignTrace.WordsPerRun(_samples) * Runs] : null;
        _mean = (features & (Features.Mean | Features.Ends)) != 0 ? new double[Runs] : null;
        _nonlinearity = features.HasFlag(Features.Activation) ? new double[Runs] : null;
        _votes = features.HasFlag(Features.Votes) ? new int[Runs / readout!.Cells * readout.Classes] : null;
    }

    public int Runs => _cells.Length;

    /// <summary>Runs cells [start, start + count) and takes every feature asked for.</summary>
    public unsafe void RunChunk(int start, int count)
    {
        var rowLength = (count + IFloatBlock.Cells - 1) / IFloatBlock.Cells * IFloatBlock.Cells;
        var samples = _sampled ? ArrayPool<double>.Shared.Rent(checked(_samples * rowLength)) : null;
        try
        {
            fixed (double* trace = samples)
            {
                RunBlocks(start, count, trace, rowLength);
            }

            if (samples is not null)
            {
                TakeSamples(samples, rowLength, start, count);
            }
        }
        finally
        {
            if (samples is not null)
            {
                ArrayPool<double>.Shared.Return(samples);
            }
        }
    }

    public Response ToResponse() => new()
    {
        Runs = Runs,
        Trace = _trace is null ? null : new RealTrace(_samples, Runs, _trace),
        Signs = _signs is null ? null : new SignTrace(_samples, Runs, _signs),
        MeanX = _mean,
        MeanActivation = _nonlinearity,
        Votes = _votes,
    };

    private unsafe void RunBlocks(int start, int count, double* trace, int rowLength)
    {
        Span<FloatCell> cells = stackalloc FloatCell[IFloatBlock.Cells];
        Span<double> sums = stackalloc double[IFloatBlock.Cells];
        for (var first = 0; first < count; first += IFloatBlock.Cells)
        {
            var used = Math.Min(IFloatBlock.Cells, count - first);
            cells.Fill(_cells[start + first]);
            _cells.AsSpan(start + first, used).CopyTo(cells);
            _block.Run(cells, trace == null ? null : trace + first, rowLength, sums);
            for (var cell = 0; cell < used && _mean is not null && _converter is null; cell++)
            {
                _mean[start + first + cell] = sums[cell] / _meanScale;
            }
        }
    }

    private void TakeSamples(double[] samples, int rowLength, int start, int count)
    {
        var voter = _votes is null ? null : new FloatVoter(_readout!);
        for (var m = 0; m < _samples; m++)
        {
            var row = samples.AsSpan(m * rowLength, count);
            Convert(row, start);
            if (_trace is not null)
            {
                row.CopyTo(_trace.AsSpan((m * Runs) + start));
            }

            TakeSigns(row, m, start);
            Activate(row, start);
            Vote(voter, row, start);
        }

        for (var cell = 0; cell < count && _nonlinearity is not null; cell++)
        {
            _nonlinearity[start + cell] /= _samples;
        }
    }

    // Puts what is read in the place of x; the mean is then that of the samples.
    private void Convert(Span<double> row, int start)
    {
        for (var cell = 0; cell < row.Length && _converter is not null; cell++)
        {
            row[cell] = _converter.Read(row[cell]);
            if (_mean is not null)
            {
                _mean[start + cell] += row[cell] / _samples;
            }
        }
    }

    private void TakeSigns(ReadOnlySpan<double> row, int m, int start)
    {
        for (var cell = 0; cell < row.Length && _signs is not null; cell++)
        {
            _signs[((m >> 5) * Runs) + start + cell] |= (row[cell] >= 0 ? 1u : 0u) << (m & 31);
        }
    }

    // Puts g(x) in the place of x, and adds it up.
    private void Activate(Span<double> row, int start)
    {
        for (var cell = 0; cell < row.Length && (_nonlinearity is not null || _votes is not null); cell++)
        {
            row[cell] = Readout.Apply(_readout!.Nonlinearity, row[cell]);
            if (_nonlinearity is not null)
            {
                _nonlinearity[start + cell] += row[cell];
            }
        }
    }

    private void Vote(FloatVoter? voter, ReadOnlySpan<double> row, int start)
    {
        if (voter is null)
        {
            return;
        }

        var (cells, classes) = (_readout!.Cells, _readout.Classes);
        for (var cell = 0; cell < row.Length; cell += cells)
        {
            voter.Add(row.Slice(cell, cells), _votes.AsSpan((start + cell) / cells * classes, classes));
        }
    }
}
