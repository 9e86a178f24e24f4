using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.OpenCl;

/// <summary>One call of <see cref="OpenClArray.Run"/>: its outputs, filled chunk by chunk.</summary>
internal sealed class OpenClBatch : IDisposable
{
    private const long MaxLaunchSteps = 1L << 32;

    private readonly OpenClProgram _program;
    private readonly ArraySettings _settings;
    private readonly int[] _drives;
    private readonly ushort[] _currents;
    private readonly Features _features;
    private readonly FixedReadout? _readout;
    private readonly OpenClReadout? _onDevice;
    private readonly WindowEnds[] _ends;
    private readonly short[]? _trace;
    private readonly uint[]? _signs;
    private readonly long[]? _activationSum;
    private readonly int[]? _votes;
    private int _saturated;

    public OpenClBatch(
        OpenClProgram program, ArraySettings settings, int[] drives, ushort[] currents, Features features, Readout? readout)
    {
        _program = program;
        _settings = settings;
        _drives = drives;
        _currents = currents;
        _features = features;
        if (readout is not null)
        {
            _readout = FixedReadout.Of(readout, settings.Format);
            _onDevice = new OpenClReadout(program, _readout);
        }

        _ends = new WindowEnds[currents.Length];
        _trace = features.HasFlag(Features.Trace) ? new short[Samples * currents.Length] : null;
        _signs = features.HasFlag(Features.Signs) ? new uint[SignTrace.WordsPerRun(Samples) * currents.Length] : null;
        _activationSum = features.HasFlag(Features.Activation) ? new long[currents.Length] : null;
        _votes = features.HasFlag(Features.Votes) ? new int[currents.Length / readout!.Cells * readout.Classes] : null;
    }

    private int Samples => _settings.Window.Samples;

    private bool Sampled => (_features & RunRequest.Sampled) != 0;

    /// <summary>Runs cells [start, start + count) and takes every feature asked for.</summary>
    public void RunChunk(int start, int count)
    {
        var group = _program.Form.GroupCells;
        var rowLength = (count + group - 1) / group * group;
        using var drives = OpenClBuffer.Of<int>(_program, Drives(start, count, rowLength));
        using var state = OpenClBuffer.Of<int>(_program, InitialState(rowLength));
        using var first = new OpenClBuffer(_program, StateBytes(rowLength));
        using var trace = new OpenClBuffer(_program, Sampled ? sizeof(short) * (long)Samples * rowLength : 0);

        var window = _settings.Window;
        Advance(drives, state, trace, rowLength, window.TransientSteps, Math.Max(1, window.TransientSteps), sampled: false);
        first.CopyFrom(state, StateBytes(rowLength));
        Advance(drives, state, trace, rowLength, window.Steps, Sampled ? window.Stride : window.Steps, Sampled);
        TakeEnds(first, state, rowLength, start, count);
        TakeSamples(trace, rowLength, start, count);
    }

    public Response ToResponse()
    {
        var mean = (_features & (Features.Mean | Features.Ends)) != 0;
        var scale = (_readout?.Unit ?? 1) / Samples;
        return new Response
        {
            Runs = _currents.Length,
            SaturatedRuns = _saturated,
            Trace = _trace is null ? null : new FixedTrace(Samples, _currents.Length, _trace, _settings.Format),
            Signs = _signs is null ? null : new SignTrace(Samples, _currents.Length, _signs),
            Ends = mean ? _ends : null,
            MeanX = mean ? RunRequest.Means(_currents, _ends, _drives, _settings) : null,
            ActivationSum = _activationSum,
            MeanActivation = _activationSum is null ? null : Array.ConvertAll(_activationSum, sum => sum * scale),
            Votes = _votes,
        };
    }

    public void Dispose() => _onDevice?.Dispose();

    private static long StateBytes(int rowLength) => 4L * sizeof(int) * rowLength;

    private int[] Drives(int start, int count, int rowLength)
    {
        var drives = new int[rowLength];
        for (var cell = 0; cell < rowLength; cell++)
        {
            drives[cell] = _drives[_currents[start + Math.Min(cell, count - 1)]];
        }

        return drives;
    }

    // Rows X, Yh, Yl, clamped, as fhn_run.cl reads them.
    private int[] InitialState(int rowLength)
    {
        var state = new int[4 * rowLength];
        state.AsSpan(0, rowLength).Fill(_settings.Constants.X0);
        state.AsSpan(rowLength, rowLength).Fill(_settings.Constants.Yh0);
        state.AsSpan(2 * rowLength, rowLength).Fill(_settings.Constants.Yl0);
        return state;
    }

    private void Advance(
        OpenClBuffer drives, OpenClBuffer state, OpenClBuffer trace, int rowLength, int steps, int stride, bool sampled)
    {
        var items = rowLength / (_program.Form.Lanes * _program.Form.Vectors);
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
            _program.Start(
                "fhn_advance", (items, 1), _program.Form.LocalSize,
                drives, state, trace, rowLength, length, sampled ? stride : length, sample, sampled ? 1 : 0);
            _program.Finish();
        }
    }

    private void TakeEnds(OpenClBuffer first, OpenClBuffer last, int rowLength, int start, int count)
    {
        var before = new int[4 * rowLength];
        var after = new int[4 * rowLength];
        first.Read<int>(before);
        last.Read<int>(after);
        for (var cell = 0; cell < count; cell++)
        {
            _ends[start + cell] = new WindowEnds(Y(before, rowLength, cell), Y(after, rowLength, cell));
            _saturated += after[(3 * rowLength) + cell] != 0 ? 1 : 0;
        }
    }

    // Y of a cell, LSBs of 2^-(F+e+k).
    private long Y(int[] state, int rowLength, int cell) =>
        ((long)state[rowLength + cell] << _settings.Format.LowBits) + state[(2 * rowLength) + cell];

    private void TakeSamples(OpenClBuffer trace, int rowLength, int start, int count)
    {
        if (_trace is not null)
        {
            trace.ReadTable(Samples, count, rowLength, _trace, _currents.Length, start);
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

    private void TakeSigns(OpenClBuffer trace, int rowLength, int start, int count)
    {
        var words = SignTrace.WordsPerRun(Samples);
        using var signs = new OpenClBuffer(_program, sizeof(uint) * (long)words * count);
        _program.Start("fhn_signs", (count, words), _program.Device.IsProcessor ? 1 : 0, trace, signs, rowLength, count, Samples);
        signs.ReadTable(words, count, count, _signs!, _currents.Length, start);
    }
}
