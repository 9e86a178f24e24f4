using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Groups;

/// <summary>The response of a whole batch, put together from those of its chunks. Chunks may be put by several threads at once.</summary>
internal sealed class GroupResponse
{
    private readonly ArraySettings _settings;
    private readonly Readout? _readout;
    private readonly int _runs;
    private readonly TraceWords? _words;
    private readonly double[]? _values, _means, _activations;
    private readonly uint[]? _signs, _signatures;
    private readonly WindowEnds[]? _ends;
    private readonly long[]? _sums;
    private readonly int[]? _votes;
    private volatile bool _lacksEnds;
    private int _saturated;

    /// <summary>Makes room.</summary>
    /// <param name="settings">Format and window.</param>
    /// <param name="runs">Runs of the batch.</param>
    /// <param name="features">What was asked for.</param>
    /// <param name="readout">The output layer, or null.</param>
    /// <param name="fixedPoint">False where x is in floating point.</param>
    public GroupResponse(ArraySettings settings, int runs, Features features, Readout? readout, bool fixedPoint)
    {
        var samples = settings.Window.Samples;
        (_settings, _runs, _readout) = (settings, runs, readout);
        var wantsMean = (features & (Features.Mean | Features.Ends)) != 0;
        _words = features.HasFlag(Features.Trace) && fixedPoint ? LargeArrays.Uninitialised((long)samples * runs) : null;
        _values = features.HasFlag(Features.Trace) && !fixedPoint ? new double[(long)samples * runs] : null;
        _signs = features.HasFlag(Features.Signs) ? new uint[(long)SignTrace.WordsPerRun(samples) * runs] : null;
        _means = wantsMean ? new double[runs] : null;
        _ends = wantsMean && fixedPoint ? new WindowEnds[runs] : null;
        _activations = features.HasFlag(Features.Activation) ? new double[runs] : null;
        _sums = features.HasFlag(Features.Activation) && fixedPoint ? new long[runs] : null;
        _votes = features.HasFlag(Features.Votes) ? new int[runs / readout!.Cells * readout.Classes] : null;
        _signatures = features.HasFlag(Features.Signature) ? new uint[runs] : null;
    }

    /// <summary>Puts the response of some runs in its place; its trace is given back.</summary>
    public void Put(RunRange runs, Response part)
    {
        var samples = _settings.Window.Samples;
        if (_words is not null)
        {
            PutRows(part.Trace!.Words!.AsSpan(), _words.AsSpan(), runs, samples);
            part.Trace.GiveBack();
        }

        if (_values is not null)
        {
            PutRows(((RealTrace)part.Trace!).Values, _values.AsSpan(), runs, samples);
        }

        if (_signs is not null)
        {
            PutRows(part.Signs!.Words, _signs.AsSpan(), runs, SignTrace.WordsPerRun(samples));
        }

        _lacksEnds |= part.Ends is null; // not asked for, and not all devices read them for the mean
        Put(part.Ends, _ends, runs.First);
        Put(part.MeanX, _means, runs.First);
        Put(part.ActivationSum, _sums, runs.First);
        Put(part.MeanActivation, _activations, runs.First);
        Put(part.Signatures, _signatures, runs.First);
        Put(part.Votes, _votes, _votes is null ? 0 : runs.First / _readout!.Cells * _readout.Classes);
        Interlocked.Add(ref _saturated, part.SaturatedRuns);
    }

    /// <summary>The whole, once every run is put.</summary>
    public Response Whole()
    {
        var samples = _settings.Window.Samples;
        return new Response
        {
            Runs = _runs,
            SaturatedRuns = _saturated,
            Trace = _words is not null ? new FixedTrace(samples, _runs, _words, _settings.Format, LargeArrays.Return)
                : _values is not null ? new RealTrace(samples, _runs, _values)
                : null,
            Signs = _signs is null ? null : new SignTrace(samples, _runs, _signs),
            Ends = _lacksEnds ? null : _ends,
            MeanX = _means,
            ActivationSum = _sums,
            MeanActivation = _activations,
            Votes = _votes,
            Signatures = _signatures,
        };
    }

    private static void Put<T>(T[]? part, T[]? whole, int first)
    {
        if (whole is not null)
        {
            part?.CopyTo(whole, first);
        }
    }

    private void PutRows<T>(ReadOnlySpan<T> part, Span<T> whole, RunRange runs, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            part.Slice(row * runs.Count, runs.Count).CopyTo(whole.Slice((row * _runs) + runs.First, runs.Count));
        }
    }
}
