using System.Buffers;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Kernels.Samples;

/// <summary>
/// The features that this machine computes from samples of X, equally for every fixed-point array: trace, signs, sums
/// of g(X) and votes of many runs, filled part by part.
/// </summary>
public sealed class SampledFeatures
{
    private readonly ArraySettings _settings;
    private readonly FixedReadout? _readout;
    private readonly Adc? _converter;
    private readonly long[]? _sums;
    private readonly int _samples;
    private readonly ImageVotes? _votes;

    /// <summary>Makes room for the features that are wanted; the others stay null.</summary>
    /// <param name="settings">Format and window.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="features">What is wanted.</param>
    /// <param name="readout">The output layer; needed for activation and votes.</param>
    public SampledFeatures(ArraySettings settings, int runs, Features features, Readout? readout)
    {
        _settings = settings;
        _readout = readout is null ? null : FixedReadout.Of(readout, settings.Format);
        _samples = settings.Window.Samples;
        _converter = settings.Adc;
        _sums = _converter is not null && features.HasFlag(Features.Mean) ? new long[runs] : null;
        Runs = runs;
        Trace = features.HasFlag(Features.Trace) ? LargeArrays.Uninitialised((long)_samples * runs) : null;
        Signs = features.HasFlag(Features.Signs) ? new uint[(long)SignTrace.WordsPerRun(_samples) * runs] : null;
        ActivationSum = features.HasFlag(Features.Activation) ? new long[runs] : null;
        _votes = features.HasFlag(Features.Votes) ? new ImageVotes(_readout!, runs / _readout!.Cells) : null;
    }

    /// <summary>Number of runs.</summary>
    public int Runs { get; }

    /// <summary>The output layer in integers, or null.</summary>
    public FixedReadout? Readout => _readout;

    /// <summary>X; word [sample · Runs + run].</summary>
    public TraceWords? Trace { get; }

    /// <summary>Packed signs, laid out as in <see cref="SignTrace"/>.</summary>
    public uint[]? Signs { get; }

    /// <summary>Sums of g(X), one a run.</summary>
    public long[]? ActivationSum { get; }

    /// <summary>Samples won by each class, [image · classes + class].</summary>
    public int[]? Votes => _votes?.Votes;

    /// <summary>Takes all samples of runs [start, start + count); parts may be taken from several threads, with votes by whole images.</summary>
    /// <remarks>Where x is read through an ADC, this replaces the words by what it reads and takes their mean.</remarks>
    /// <param name="words">X; word [sample · rowLength + run - start].</param>
    /// <param name="rowLength">Words from one sample to the next, at least <paramref name="count"/>.</param>
    /// <param name="start">The first run.</param>
    /// <param name="count">Number of runs.</param>
    /// <param name="sums">False where the sums of g(X) are known already.</param>
    public void Take(short[] words, int rowLength, int start, int count, bool sums = true)
    {
        for (var m = 0; Trace is not null && m < _samples; m++)
        {
            words.AsSpan(m * rowLength, count).CopyTo(Trace.AsSpan((m * Runs) + start, count));
        }

        Take(Trace is null ? words : Trace.AsSpan()[start..], Trace is null ? rowLength : Runs, start, count, 0, _samples, sums);
    }

    /// <summary>Takes some samples of runs [start, start + count), section by section in order of time.</summary>
    /// <remarks>Where a trace is wanted, the words are those of <see cref="Trace"/>.</remarks>
    /// <param name="words">X; word [(sample - firstSample) · rowLength + run - start].</param>
    /// <param name="rowLength">Words from one sample to the next, at least <paramref name="count"/>.</param>
    /// <param name="start">The first run.</param>
    /// <param name="count">Number of runs.</param>
    /// <param name="firstSample">The first sample, a multiple of 32.</param>
    /// <param name="samples">Number of samples; a multiple of 32 but in the last section.</param>
    /// <param name="sums">False where the sums of g(X) are known already.</param>
    public void Take(Span<short> words, int rowLength, int start, int count, int firstSample, int samples, bool sums = true)
    {
        if (_converter is not null)
        {
            Convert(words, rowLength, start, count, samples);
        }

        if (Signs is not null)
        {
            TakeSigns(words, rowLength, start, count, firstSample, samples);
        }

        if ((ActivationSum is not null && sums) || Votes is not null)
        {
            TakeActivations(words, rowLength, start, count, samples, sums);
        }
    }

    /// <summary>The response of the whole batch.</summary>
    /// <param name="saturated">Runs in which X saturated.</param>
    /// <param name="ends">Y at the window's ends, or null.</param>
    /// <param name="meanX">The mean of x, or null.</param>
    /// <param name="signatures">Signatures, or null.</param>
    public Response ToResponse(int saturated, WindowEnds[]? ends, double[]? meanX, uint[]? signatures = null)
    {
        var scale = (_readout?.Unit ?? 1) / _samples;
        return new Response
        {
            Runs = Runs,
            SaturatedRuns = saturated,
            Trace = Trace is null ? null : new FixedTrace(_samples, Runs, Trace, _settings.Format, LargeArrays.Return),
            Signs = Signs is null ? null : new SignTrace(_samples, Runs, Signs),
            Ends = ends,
            MeanX = _sums is null ? meanX : Array.ConvertAll(_sums, sum => sum * _settings.Format.XUnit / _samples),
            ActivationSum = ActivationSum,
            MeanActivation = ActivationSum is null ? null : Array.ConvertAll(ActivationSum, sum => sum * scale),
            Votes = Votes,
            Signatures = signatures,
        };
    }

    private void Convert(Span<short> words, int rowLength, int start, int count, int samples)
    {
        const int samplesOfSum = 1 << 16;
        var sums = _sums is null ? [] : new int[count];
        for (var m = 0; m < samples; m++)
        {
            var row = words.Slice(m * rowLength, count);
            AdcWords.Read(row, _converter!);
            if (_sums is null)
            {
                continue;
            }

            AdcWords.Add(row, sums);
            if (m % samplesOfSum == samplesOfSum - 1 || m == samples - 1)
            {
                for (var cell = 0; cell < count; cell++)
                {
                    _sums[start + cell] += sums[cell];
                    sums[cell] = 0;
                }
            }
        }
    }

    private void TakeSigns(ReadOnlySpan<short> words, int rowLength, int start, int count, int firstSample, int samples)
    {
        for (var m = 0; m < samples; m++)
        {
            var row = words.Slice(m * rowLength, count);
            var signs = Signs.AsSpan((((firstSample + m) >> 5) * Runs) + start, count);
            SignBits.Add(row, signs, m & 31);
        }
    }

    private unsafe void TakeActivations(ReadOnlySpan<short> words, int rowLength, int start, int count, int samples, bool sums)
    {
        const int lineWords = 32; // of a cache line, on which rows begin
        var (size, takesSums) = (count * ActivationBlocks.Samples, ActivationSum is not null && sums);
        var buffer = ArrayPool<short>.Shared.Rent(size + lineWords);
        fixed (short* first = buffer)
        {
            var block = new Span<short>((short*)(((nint)first + (2 * lineWords) - 1) & -(2 * lineWords)), size);
            for (var m = 0; m < samples; m += ActivationBlocks.Samples)
            {
                var rows = Math.Min(ActivationBlocks.Samples, samples - m);
                var section = words[(m * rowLength)..];
                if (!takesSums)
                {
                    _votes!.Add(block, section, rowLength, start, count, rows);
                    continue;
                }

                ActivationBlocks.Fill(block, section, rowLength, count, rows, _readout!);
                for (var cell = 0; cell < count; cell++)
                {
                    ActivationSum![start + cell] += ActivationBlocks.Sum(block[(cell * ActivationBlocks.Samples)..]);
                }

                _votes?.AddFilled(block, section, rowLength, start, count, rows, 0);
            }
        }

        ArrayPool<short>.Shared.Return(buffer);
    }
}
