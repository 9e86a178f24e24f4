using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.OpenCl;

/// <summary>One call of <see cref="OpenClArray"/>.Run: its outputs, filled chunk by chunk.</summary>
internal sealed class OpenClBatch : IDisposable
{
    private const long MaxLaunchSteps = 1L << 32;

    private readonly OpenClProgram _program;
    private readonly ArraySettings _settings;
    private readonly PerCellRuns? _runs;
    private readonly int[] _inputWords;
    private readonly uint _firstTrial;
    private readonly Features _features;
    private readonly FixedReadout? _readout;
    private readonly OpenClReadout? _onDevice;
    private readonly WindowEnds[] _ends;
    private readonly short[]? _trace;
    private readonly uint[]? _signs;
    private readonly long[]? _activationSum;
    private readonly int[]? _votes;
    private readonly long[]? _convertedSum; // of what a converter reads, one a run, where it stands for the exact mean
    private readonly OpenClReadout? _plain;
    private int _saturated;

    public OpenClBatch(OpenClProgram program, ArraySettings settings, PerCellRuns? runs, int[] inputWords, RunRequest request)
    {
        var (features, readout) = (request.Features, request.Readout);
        _program = program;
        _settings = settings;
        _runs = runs;
        _inputWords = inputWords;
        _firstTrial = request.FirstTrial;
        _features = features;
        if (readout is not null)
        {
            _readout = FixedReadout.Of(readout, settings.Format);
            _onDevice = new OpenClReadout(program, _readout);
        }

        if (settings.Imperfections.HasAdc && features.HasFlag(Features.Mean))
        {
            _convertedSum = new long[inputWords.Length];
            _plain = new OpenClReadout(program, FixedReadout.TableOf(Nonlinearity.Linear, settings.Format));
        }

        _ends = new WindowEnds[inputWords.Length];
        _trace = features.HasFlag(Features.Trace) ? new short[Samples * inputWords.Length] : null;
        _signs = features.HasFlag(Features.Signs) ? new uint[SignTrace.WordsPerRun(Samples) * inputWords.Length] : null;
        _activationSum = features.HasFlag(Features.Activation) ? new long[inputWords.Length] : null;
        _votes = features.HasFlag(Features.Votes) ? new int[inputWords.Length / readout!.Cells * readout.Classes] : null;
    }

    private int Runs => _inputWords.Length;

    private int Samples => _settings.Window.Samples;

    private bool Sampled => RunRequest.NeedsSamples(_settings, _features);

    /// <summary>Runs cells [start, start + count) and takes every feature asked for.</summary>
    public void RunChunk(int start, int count)
    {
        var group = _program.Form.GroupCells;
        var rowLength = (count + group - 1) / group * group;
        using var cells = new OpenClCells(_program, _settings, _runs, start, _inputWords.AsSpan(start, count), rowLength, _firstTrial);
        using var trace = new OpenClBuffer(_program, Sampled ? sizeof(short) * (long)Samples * rowLength : 0);

        var window = _settings.Window;
        Advance(cells, trace, rowLength, window.TransientSteps, Math.Max(1, window.TransientSteps), sampled: false);
        var first = cells.Read();
        Advance(cells, trace, rowLength, window.Steps, Sampled ? window.Stride : window.Steps, Sampled);
        TakeEnds(cells, first, start, count);
        TakeSamples(trace, rowLength, start, count);
    }

    public Response ToResponse()
    {
        var mean = (_features & (Features.Mean | Features.Ends)) != 0;
        var scale = (_readout?.Unit ?? 1) / Samples;
        return new Response
        {
            Runs = Runs,
            SaturatedRuns = _saturated,
            Trace = _trace is null ? null : new FixedTrace(Samples, Runs, _trace, _settings.Format),
            Signs = _signs is null ? null : new SignTrace(Samples, Runs, _signs),
            Ends = mean && _convertedSum is null ? _ends : null,
            MeanX = !mean ? null
                : _convertedSum is null ? WindowEnds.Means(_ends, _inputWords, _settings)
                : Array.ConvertAll(_convertedSum, sum => sum * _settings.Format.XUnit / Samples),
            ActivationSum = _activationSum,
            MeanActivation = _activationSum is null ? null : Array.ConvertAll(_activationSum, sum => sum * scale),
            Votes = _votes,
        };
    }

    public void Dispose()
    {
        _onDevice?.Dispose();
        _plain?.Dispose();
    }

    private static void Advance(OpenClCells cells, OpenClBuffer trace, int rowLength, int steps, int stride, bool sampled)
    {
        var most = (int)Math.Clamp(MaxLaunchSteps / rowLength, 1, int.MaxValue);
        var launch = Math.Max(1, most / stride) * Math.Min(stride, steps);
        if (!sampled)
        {
            launch = Math.Min(most, steps);
        }

        for (var done = 0; done < steps; done += launch)
        {
            var length = Math.Min(launch, steps - done);
            var sample = sampled ? done / stride : 0;
            cells.Advance(trace, length, sampled ? stride : length, sample, sampled);
        }
    }

    private void TakeEnds(OpenClCells cells, int[] before, int start, int count)
    {
        var after = cells.Read();
        for (var cell = 0; cell < count; cell++)
        {
            _ends[start + cell] = new WindowEnds(cells.Y(before, cell), cells.Y(after, cell));
            _saturated += cells.Clamped(after, cell) ? 1 : 0;
        }

        cells.Keep(after, count);
    }

    private void TakeSamples(OpenClBuffer trace, int rowLength, int start, int count)
    {
        if (Sampled && _settings.Adc is { } adc)
        {
            Convert(trace, rowLength, count, adc);
        }

        if (_convertedSum is not null)
        {
            _plain!.Sum(trace, rowLength, Samples, _convertedSum.AsSpan(start, count));
        }

        if (_trace is not null)
        {
            trace.ReadTable(Samples, count, rowLength, _trace, Runs, start);
        }

        if (_signs is not null)
        {
            TakeSigns(trace, rowLength, start, count);
        }

        if (_activationSum is not null)
        {
            _onDevice!.Sum(trace, rowLength, Samples, _activationSum.AsSpan(start, count));
        }

        if (_votes is not null)
        {
            var (cells, classes) = (_readout!.Cells, _readout.Classes);
            _onDevice!.Vote(trace, rowLength, Samples, count / cells, _votes.AsSpan(start / cells * classes, count / cells * classes));
        }
    }

    private void Convert(OpenClBuffer trace, int rowLength, int count, Adc adc) => _program.Start(
        "fhn_convert", (Samples, 1), _program.Device.IsProcessor ? 1 : 0, trace, rowLength, count, adc.CodeFactor, adc.CodeShift,
        adc.ReadFactor, adc.ReadShift, adc.Half, adc.Threshold, adc.One);

    private void TakeSigns(OpenClBuffer trace, int rowLength, int start, int count)
    {
        var words = SignTrace.WordsPerRun(Samples);
        using var signs = new OpenClBuffer(_program, sizeof(uint) * (long)words * count);
        _program.Start("fhn_signs", (count, words), _program.Device.IsProcessor ? 1 : 0, trace, signs, rowLength, count, Samples);
        signs.ReadTable(words, count, count, _signs!, Runs, start);
    }
}
