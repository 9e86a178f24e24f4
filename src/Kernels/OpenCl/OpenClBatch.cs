using System.Buffers;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.OpenCl;

/// <summary>One call of <see cref="OpenClArray"/>.Run: its outputs, filled chunk by chunk. Each chunk is started, and taken once it is done.</summary>
internal sealed unsafe class OpenClBatch : IDisposable
{
    // Samples that a work-item of fhn_adc converts.
    private const int ConvertSamples = 256;

    // Votes are counted on whole vectors, the last of which may begin in the trace's last words.
    private const int VectorBytes = 64;

    private readonly OpenClEngine _engine;
    private readonly ArraySettings _settings;
    private readonly PerCellRuns? _runs;
    private readonly int[] _inputWords;
    private readonly uint _firstTrial;
    private readonly Features _features;
    private readonly FixedReadout? _readout;
    private readonly OpenClReadout? _onDevice;
    private readonly WindowEnds[] _ends;
    private readonly TraceWords? _trace;
    private readonly uint[]? _signs;
    private readonly long[]? _activationSum;
    private readonly int[]? _votes;
    private readonly long[]? _convertedSum; // of what the ADC reads, one a run, where it replaces the exact mean
    private readonly OpenClReadout? _plain;
    private readonly OpenClBuffer? _lent; // the trace itself, where kernels can write to it
    private readonly OpenClCharge? _charge;
    private MemoryHandle _pinned;
    private int _saturated;
    private bool _isTaken;

    public OpenClBatch(OpenClEngine engine, ArraySettings settings, PerCellRuns? runs, int[] inputWords, RunRequest request)
    {
        var (features, readout) = (request.Features, request.Readout);
        (_engine, _settings, _runs, _inputWords, _firstTrial, _features) = (engine, settings, runs, inputWords, request.FirstTrial, features);
        if (readout is not null)
        {
            _readout = FixedReadout.Of(readout, settings.Format);
            _onDevice = new OpenClReadout(engine, _readout);
        }

        if (settings.Imperfections.HasAdc && features.HasFlag(Features.Mean))
        {
            _convertedSum = new long[inputWords.Length];
            _plain = new OpenClReadout(engine, FixedReadout.TableOf(Nonlinearity.Linear, settings.Format));
        }

        _ends = new WindowEnds[inputWords.Length];
        _charge = runs is null ? new OpenClCharge(settings, engine.Context.Device) : null;
        _trace = features.HasFlag(Features.Trace) ? LargeArrays.Uninitialised((long)Samples * inputWords.Length) : null;
        _signs = features.HasFlag(Features.Signs) ? new uint[SignTrace.WordsPerRun(Samples) * inputWords.Length] : null;
        _activationSum = features.HasFlag(Features.Activation) ? new long[inputWords.Length] : null;
        _votes = features.HasFlag(Features.Votes) ? new int[inputWords.Length / readout!.Cells * readout.Classes] : null;
        if (_trace is { Length: > 0 } && WritesTraceAtOnce(engine, settings, features))
        {
            _pinned = _trace.AsMemory().Pin();
            _lent = Lend(engine.Context, _pinned.Pointer, sizeof(short) * (long)_trace.Length);
        }
    }

    private int Runs => _inputWords.Length;

    private int Samples => _settings.Window.Samples;

    private bool Sampled => RunRequest.NeedsSamples(_settings, _features);

    /// <summary>
    /// True where kernels write samples straight to the trace that is given back: on a processor, where nothing else is made of them.
    /// </summary>
    public static bool WritesTraceAtOnce(OpenClEngine engine, ArraySettings settings, Features features) =>
        engine.Context.Device.IsProcessor && engine.Form is { IsScalar: false, HasShortLaunches: false } && settings.Adc is null
        && (features & RunRequest.Sampled) == Features.Trace;

    /// <summary>Starts cells [start, start + count), and all that is computed of them on the device.</summary>
    public OpenClCells Start(OpenClSlot slot, int start, int count)
    {
        var cells = new OpenClCells(_engine, slot, _settings, _runs, start, _inputWords.AsSpan(start, count), _firstTrial);
        var rowLength = cells.RowLength;
        if (_votes is not null)
        {
            _onDevice!.ClearVotes(slot, count / _readout!.Cells);
        }

        cells.PassTransient();
        if (_lent is not null)
        {
            cells.PassWindow(new TracePlace(_lent, Runs, start, count, LargeArrays.AreStreamed((nint)_pinned.Pointer, Samples, Runs)));
        }
        else if (Sampled)
        {
            ReserveTrace(slot, sizeof(short) * (long)Samples * rowLength);
            cells.PassWindow(new TracePlace(slot.Trace, rowLength, 0, rowLength));
            StartReadout(slot, rowLength, count);
        }
        else
        {
            cells.PassWindow(default);
        }

        _lent?.Publish(slot.Queue);
        cells.FetchEnds();
        slot.Queue.Flush();
        return cells;
    }

    /// <summary>Waits for a chunk and takes every feature asked for.</summary>
    public void Take(OpenClSlot slot, OpenClCells cells, int start)
    {
        var (rowLength, count) = (cells.RowLength, cells.Count);
        slot.Queue.Finish();
        _saturated += cells.TakeEnds(_ends.AsSpan(start, count));
        _charge?.Check(_ends.AsSpan(start, count), _inputWords.AsSpan(start, count));
        if (_convertedSum is not null)
        {
            OpenClReadout.TakeSums(slot, slot.ConvertedSums, rowLength, Samples, _convertedSum.AsSpan(start, count));
        }

        if (_trace is not null && _lent is null)
        {
            slot.Trace.ReadTable(slot.Queue, Samples, count, rowLength, _trace.AsSpan(), Runs, start);
        }

        if (_signs is not null)
        {
            slot.Signs.ReadTable<uint>(slot.Queue, SignTrace.WordsPerRun(Samples), count, rowLength, _signs, Runs, start);
        }

        if (_activationSum is not null)
        {
            OpenClReadout.TakeSums(slot, slot.Sums, rowLength, Samples, _activationSum.AsSpan(start, count));
        }

        if (_votes is not null)
        {
            var (image, classes) = (_readout!.Cells, _readout.Classes);
            slot.Votes.Read(slot.Queue, _votes.AsSpan(start / image * classes, count / image * classes));
        }
    }

    public Response ToResponse()
    {
        _isTaken = true; // of every chunk
        var mean = (_features & (Features.Mean | Features.Ends)) != 0;
        var scale = (_readout?.Unit ?? 1) / Samples;
        return new Response
        {
            Runs = Runs,
            SaturatedRuns = _saturated,
            Trace = _trace is null ? null : new FixedTrace(Samples, Runs, _trace, _settings.Format, LargeArrays.Return),
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
        if (!_isTaken)
        {
            foreach (var slot in _engine.Slots)
            {
                slot.Queue.Settle(); // nothing may write to memory that is no longer pinned, or that the next call uses
            }
        }

        _lent?.Dispose();
        _pinned.Dispose();
    }

    // A driver that cannot take so much of this process's memory gets chunks.
    private static OpenClBuffer? Lend(OpenClContext context, void* memory, long bytes)
    {
        try
        {
            return OpenClBuffer.Over(context, memory, bytes);
        }
        catch (OpenClMemoryException)
        {
            return null;
        }
    }

    // Votes of vectors read on to the end of a vector; the words there meet weights of 0.
    private void ReserveTrace(OpenClSlot slot, long bytes)
    {
        if (_engine.Form.IsScalar)
        {
            slot.Trace.Reserve(bytes);
        }
        else
        {
            slot.Trace.Clear(slot.Queue, bytes, VectorBytes);
        }
    }

    private void StartReadout(OpenClSlot slot, int rowLength, int count)
    {
        if (_settings.Adc is { } adc)
        {
            Convert(slot, rowLength, adc);
        }

        if (_convertedSum is not null)
        {
            _plain!.Sum(slot, slot.ConvertedSums, rowLength, Samples);
        }

        if (_signs is not null)
        {
            var words = SignTrace.WordsPerRun(Samples);
            slot.Signs.Reserve(sizeof(uint) * (long)words * rowLength);
            StartOverRuns(slot, "fhn_signs", rowLength, words, slot.Trace, slot.Signs, rowLength, Samples);
        }

        if (_activationSum is not null)
        {
            _onDevice!.Sum(slot, slot.Sums, rowLength, Samples);
        }

        if (_votes is not null)
        {
            _onDevice!.Vote(slot, rowLength, Samples, count / _readout!.Cells);
        }
    }

    private void Convert(OpenClSlot slot, int rowLength, Adc adc) => StartOverRuns(
        slot, "fhn_adc", rowLength, (Samples + ConvertSamples - 1) / ConvertSamples, slot.Trace, rowLength, Samples, ConvertSamples,
        _settings.Format.XMax, adc.CodeFactor, adc.CodeShift, adc.ReadFactor, adc.ReadShift, adc.Half, adc.Threshold, adc.One);

    private void StartOverRuns(OpenClSlot slot, string kernel, int rowLength, int blocks, params ReadOnlySpan<object> arguments) =>
        _engine.Readout.Start(
            slot.Queue, kernel, (rowLength / _engine.Form.ReadoutRuns, blocks), _engine.Form.ReadoutLocalSize, arguments);
}
