using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;
using FhnHw.Kernels.Samples;

namespace FhnHw.Tests;

/// <summary>The reference for every fixed-point array: the normative step and readout, cell by cell and sample by sample.</summary>
public sealed class ReferenceArray(ArraySettings settings) : ICellArray
{
    private readonly RunInputWords _inputWords = new(settings);
    private readonly PerCellRuns? _cells = settings.HasPerCellParameters ? new(settings) : null;

    public ArraySettings Settings => settings;

    public ArrayDescription Describe() => new(
        "reference", "one core, one cell at a time", settings.Format.ToString(), "scalar",
        settings.PerCell?.Unsteadiness is null, false, settings.Constants.Hash)
    {
        Cells = CellsInWords.Of(settings, _inputWords.Clipped, _inputWords.Pairs),
        Capabilities = ArrayCapabilities.FixedPointHere,
    };

    public long[] Memory
    {
        get => _cells?.Memory ?? [];
        set => _cells?.Memory = value;
    }

    public Response Run(RunRequest request)
    {
        request.Check(settings);
        var (features, readout, firstTrial, codes) = (request.Features, request.Readout, request.FirstTrial, request.Codes.ToArray());
        var (runs, samples) = (codes.Length, settings.Window.Samples);
        var inputWords = _inputWords.Of(codes, firstTrial);
        var ends = new WindowEnds[runs];
        var words = new short[samples * runs];
        var saturated = 0;
        for (var run = 0; run < runs; run++)
        {
            saturated += RunCell(inputWords[run], words, run, runs, firstTrial, out ends[run]) ? 1 : 0;
            if (_cells is not null && (run + 1) % settings.Cells == 0)
            {
                _cells.CountTrial();
            }
        }

        if (settings.Adc is { } adc)
        {
            words = Array.ConvertAll(words, X => (short)adc.Read(X));
        }

        var fixedReadout = readout is null ? null : FixedReadout.Of(readout, settings.Format);
        var sums = features.HasFlag(Features.Activation) ? Sums(words, runs, fixedReadout!) : null;
        var wantsMean = (features & (Features.Mean | Features.Ends)) != 0;
        return new Response
        {
            Runs = runs,
            SaturatedRuns = saturated,
            Trace = features.HasFlag(Features.Trace) ? new FixedTrace(samples, runs, words, settings.Format) : null,
            Signs = features.HasFlag(Features.Signs) ? Signs(words, runs) : null,
            Ends = wantsMean && settings.Adc is null ? ends : null,
            MeanX = !wantsMean ? null : settings.Adc is null ? WindowEnds.Means(ends, inputWords, settings) : Means(words, runs),
            ActivationSum = sums,
            MeanActivation = sums is null ? null : Array.ConvertAll(sums, sum => sum * (fixedReadout!.Unit / samples)),
            Votes = features.HasFlag(Features.Votes) ? Votes(words, runs, fixedReadout!) : null,
        };
    }

    public void Dispose()
    {
    }

    private bool RunCell(int S, short[] words, int run, int runs, uint firstTrial, out WindowEnds ends)
    {
        var (constants, window) = (settings.Constants, settings.Window);
        var perCellWords = _cells?.Start(run, S, firstTrial)
            ?? new CellRegisters(S, constants.EpsGain, constants.InitialState, 0, 0, new NoiseGenerator(1));
        var (state, noise, saturated, first, start) = (perCellWords.State, perCellWords.Noise, false, 0L, _cells?.FirstStep ?? 0);
        for (var n = 0; n < window.TotalSteps; n++)
        {
            var inWindow = n - window.TransientSteps;
            first = inWindow == 0 ? state.Y(constants.Format) : first;
            if (inWindow >= 0 && inWindow % window.Stride == 0)
            {
                words[(inWindow / window.Stride * runs) + run] = (short)state.X;
            }

            var (signX, signY) = noise.Signs(start + n);
            state = FixedStep.Advance(
                state, S, perCellWords.EpsGain, signX * perCellWords.NoiseX,
                signY * perCellWords.NoiseY, constants.Format, out var clamped);
            saturated |= clamped;
        }

        _cells?.Keep(run % settings.Cells, state, noise);
        ends = new WindowEnds(first, state.Y(constants.Format));
        return saturated;
    }

    private double[] Means(short[] words, int runs) => [.. Enumerable.Range(0, runs).Select(run =>
        Enumerable.Range(0, settings.Window.Samples).Sum(m => (long)words[(m * runs) + run]) * settings.Format.XUnit / settings.Window.Samples)];

    private static SignTrace Signs(short[] words, int runs)
    {
        var samples = runs == 0 ? 0 : words.Length / runs;
        var bits = new uint[SignTrace.WordsPerRun(samples) * runs];
        for (var n = 0; n < words.Length; n++)
        {
            var (m, run) = (n / runs, n % runs);
            bits[((m / 32) * runs) + run] |= words[n] >= 0 ? 1u << (m % 32) : 0;
        }

        return new SignTrace(samples, runs, bits);
    }

    private static long[] Sums(short[] words, int runs, FixedReadout readout)
    {
        var sums = new long[runs];
        for (var n = 0; n < words.Length; n++)
        {
            sums[n % runs] += readout.Table[words[n] + readout.XMax];
        }

        return sums;
    }

    private static int[] Votes(short[] words, int runs, FixedReadout readout)
    {
        var (cells, classes) = (readout.Cells, readout.Classes);
        var votes = new int[runs / cells * classes];
        for (var first = 0; first < words.Length; first += cells)
        {
            var outputs = readout.Bias.Select((bias, c) => bias + Enumerable.Range(0, cells)
                .Sum(cell => readout.Table[words[first + cell] + readout.XMax] * readout.Weights[(cell * classes) + c])).ToArray();
            var image = first % runs / cells;
            votes[(image * classes) + Array.IndexOf(outputs, outputs.Max())]++;
        }

        return votes;
    }
}
