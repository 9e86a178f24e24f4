using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.OpenCl;

/// <summary>Fixed-point cells on any OpenCL 1.2 device.</summary>
public sealed class OpenClArray : ICellArray
{
    private const int CallRuns = 1 << 14; // fewer leave parts of a large device idle

    private readonly OpenClDevice _device;
    private readonly OpenClEngine _engine;
    private readonly RunInputWords _inputWords;
    private readonly PerCellRuns? _runs;
    private bool _broken, _disposed;

    /// <summary>Opens a device and builds the kernels for these settings, in the form that its tuner chooses.</summary>
    /// <param name="settings">Cell, currents and window.</param>
    /// <param name="platform">P of <c>opencl:P:D</c>.</param>
    /// <param name="device">D of <c>opencl:P:D</c>.</param>
    /// <param name="tuner">Chooses the form.</param>
    /// <exception cref="DeviceMissingException">There is no such device.</exception>
    /// <exception cref="DeviceLostException">No form of the kernels is right on it.</exception>
    public OpenClArray(ArraySettings settings, int platform, int device, OpenClTuner tuner) :
        this(settings, OpenClDevices.Find(platform, device), tuner)
    {
    }

    internal OpenClArray(ArraySettings settings, OpenClDevice device, OpenClTuner tuner) :
        this(settings, device, tuner.Choose(device, settings).Form, tuner.Tunings)
    {
    }

    internal OpenClArray(ArraySettings settings, OpenClDevice device, OpenClForm form, IOpenClTunings? tunings = null)
    {
        Settings = settings;
        _inputWords = new RunInputWords(settings);
        _runs = settings.HasPerCellParameters ? new PerCellRuns(settings) : null;
        _device = device;
        _engine = OpenClEngine.Borrow(device, settings, form, tunings);
    }

    /// <inheritdoc/>
    public ArraySettings Settings { get; }

    /// <inheritdoc/>
    public long[] Memory
    {
        get => _runs?.Memory ?? [];
        set => _runs?.Memory = value;
    }

    /// <inheritdoc/>
    public ArrayDescription Describe() => Describe(Settings, _device, _engine.Form, _inputWords);

    /// <summary>What an array says of itself, without the kernels that opening one would build.</summary>
    /// <param name="settings">Cell, currents and window.</param>
    /// <param name="platform">P of <c>opencl:P:D</c>.</param>
    /// <param name="device">D of <c>opencl:P:D</c>.</param>
    /// <param name="tuner">Chooses the form.</param>
    /// <exception cref="DeviceMissingException">There is no such device.</exception>
    /// <exception cref="DeviceLostException">No form of the kernels is right on it.</exception>
    public static ArrayDescription Describe(ArraySettings settings, int platform, int device, OpenClTuner tuner)
    {
        var found = OpenClDevices.Find(platform, device);
        return Describe(settings, found, tuner.Choose(found, settings).Form, new RunInputWords(settings));
    }

    private static ArrayDescription Describe(ArraySettings settings, OpenClDevice device, OpenClForm form, RunInputWords inputWords) => new(
        device.DeviceName, device.ToString(), settings.Format.ToString(),
        $"OpenCL, {form.Words}{(settings.HasPerCellParameters ? ", per-cell parameters" : "")}",
        Deterministic: settings.PerCell?.Unsteadiness is null, Simulated: false, settings.Constants.Hash)
    {
        Cells = CellsInWords.Of(settings, inputWords.Clipped, inputWords.Pairs),
        Capabilities = ArrayCapabilities.FixedPointHere with { CallRuns = CallRuns },
    };

    /// <inheritdoc/>
    public Response Run(RunRequest request)
    {
        request.Check(Settings);
        ObjectDisposedException.ThrowIf(_disposed, this);
        using var call = ArrayMetrics.Measure(_device.DeviceName, request.Codes.Length, Settings.Window);
        try
        {
            while (true)
            {
                try
                {
                    using var batch = new OpenClBatch(_engine, Settings, _runs, _inputWords.Of(request.Codes, request.FirstTrial), request);
                    RunChunks(batch, request);
                    return batch.ToResponse();
                }
                catch (OpenClMemoryException) when (TakesFewer(request))
                {
                    _engine.Clear();
                }
            }
        }
        catch (DeviceLostException)
        {
            _broken = true;
            throw;
        }
    }

    // Half as many runs at once, down to one group or image; cells that keep their state cannot run a trial twice.
    private bool TakesFewer(RunRequest request)
    {
        var runs = Math.Min(OpenClChunks.RunsOf(_engine, Settings, request), request.Codes.Length);
        var least = Math.Max(_engine.Form.RowMultiple, request.Features.HasFlag(Features.Votes) ? request.Readout!.Cells : 0);
        if (_runs is { IsStateful: true } || runs <= least)
        {
            return false;
        }

        _engine.MostRuns = Math.Max(least, runs / 2);
        return true;
    }

    /// <inheritdoc/>
    public void Rest()
    {
        foreach (var slot in _engine.Slots)
        {
            slot.Trim(OpenClSlot.MostRestingBytes);
        }

        CompilerCode.GiveBack(); // some drivers compile a kernel when it first runs
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_broken)
        {
            _engine.GiveUp();
        }
        else
        {
            _engine.GiveBack();
        }
    }

    // While one chunk is computed, the results of the one before it are taken. Stateful cells start where their last trial ended, so their
    // chunks are taken at once.
    private void RunChunks(OpenClBatch batch, RunRequest request)
    {
        var isStateful = _runs is { IsStateful: true };
        var (runs, size) = (request.Codes.Length, isStateful ? Settings.Cells : OpenClChunks.RunsOf(_engine, Settings, request));
        (OpenClSlot Slot, OpenClCells Cells, int Start)? pending = null;
        for (var (start, turn) = (0, 0); start < runs; start += size, turn++)
        {
            using var watch = OpenClWatch.Over(_device, 2.0 * Math.Min(size, runs) * Settings.Window.TotalSteps); // this chunk and the one before it
            var slot = _engine.Slots[turn % _engine.Slots.Count];
            var started = (slot, batch.Start(slot, start, Math.Min(size, runs - start)), start);
            Take(batch, pending);
            pending = started;
            if (isStateful)
            {
                Take(batch, pending);
                pending = null;
                _runs!.CountTrial();
            }
        }

        using var last = OpenClWatch.Over(_device, (double)Math.Min(size, runs) * Settings.Window.TotalSteps);
        Take(batch, pending);
    }

    private static void Take(OpenClBatch batch, (OpenClSlot Slot, OpenClCells Cells, int Start)? chunk)
    {
        if (chunk is var (slot, cells, start))
        {
            batch.Take(slot, cells, start);
        }
    }
}
