using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.OpenCl;

/// <summary>Fixed-point cells on any OpenCL 1.2 device.</summary>
public sealed class OpenClArray : ICellArray
{
    // The samples of one chunk of runs take at most so much memory on the device, and one launch advances at most so many
    // neuron-steps: a display stays responsive, and Ctrl-C is heard.
    private const long MaxTraceBytes = 64L << 20;
    private const int MaxChunkRuns = 1 << 16;

    private readonly OpenClDevice _device;
    private readonly OpenClProgram _program;
    private readonly RunInputWords _inputWords;
    private readonly PerCellRuns? _runs;

    /// <summary>Opens a device and builds the kernels for these settings.</summary>
    /// <param name="settings">Cell, currents and window.</param>
    /// <param name="platform">P of <c>opencl:P:D</c>.</param>
    /// <param name="device">D of <c>opencl:P:D</c>.</param>
    /// <exception cref="DeviceMissingException">There is no such device.</exception>
    public OpenClArray(ArraySettings settings, int platform, int device) : this(settings, OpenClDevices.Find(platform, device), null)
    {
    }

    internal OpenClArray(ArraySettings settings, OpenClDevice device, OpenClForm? form)
    {
        Settings = settings;
        _inputWords = new RunInputWords(settings);
        _runs = settings.HasPerCellParameters ? new PerCellRuns(settings) : null;
        _device = device;
        _program = new OpenClProgram(device, settings, form is null ? OpenClForm.Candidates(device, settings) : [form]);
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
    public ArrayDescription Describe() => new(
        _device.DeviceName, _device.ToString(), Settings.Format.ToString(), $"OpenCL, {_program.Form.Words}{(_runs is null ? "" : ", own cells")}",
        Deterministic: Settings.PerCell?.Unsteadiness is null, Simulated: false, Settings.Constants.Hash)
    {
        Cells = CellsInWords.Of(Settings, _inputWords.Clipped, _inputWords.Pairs),
        Capabilities = ArrayCapabilities.FixedPointHere,
    };

    /// <inheritdoc/>
    public Response Run(RunRequest request)
    {
        request.Check(Settings);
        using var batch = new OpenClBatch(_program, Settings, _runs, _inputWords.Of(request.Codes, request.FirstTrial), request);
        var chunk = _runs is { IsStateful: true } ? Settings.Cells : ChunkRuns(request);
        for (var start = 0; start < request.Codes.Length; start += chunk)
        {
            batch.RunChunk(start, Math.Min(chunk, request.Codes.Length - start));
            _runs?.CountTrial();
        }

        return batch.ToResponse();
    }

    /// <inheritdoc/>
    public void Dispose() => _program.Dispose();

    // Whole images where votes are asked for.
    private int ChunkRuns(RunRequest request)
    {
        var group = _program.Form.GroupCells;
        var bytes = Math.Min(MaxTraceBytes, _device.LargestBufferBytes);
        var most = request.NeedsSamples(Settings)
            ? (int)Math.Clamp(bytes / (sizeof(short) * (long)Settings.Window.Samples), group, MaxChunkRuns)
            : MaxChunkRuns;
        return request.Features.HasFlag(Features.Votes)
            ? Math.Max(1, most / request.Readout!.Cells) * request.Readout.Cells
            : most / group * group;
    }
}
