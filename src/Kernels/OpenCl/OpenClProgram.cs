using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using Silk.NET.OpenCL;

namespace FhnHw.Kernels.OpenCl;

/// <summary>A context, a queue and the built kernels on one device.</summary>
internal sealed unsafe class OpenClProgram : IDisposable
{
    private static readonly string[] Files = ["fhn_lanes.cl", "fhn_step.cl", "fhn_run.cl", "fhn_per_cell.cl", "fhn_readout.cl"];

    // Drivers share one compiler among contexts; PoCL 3.1 crashed when two threads built at once.
    private static readonly Lock Compiler = new();

    private readonly CL _cl = OpenClApi.Instance;
    private readonly Dictionary<string, nint> _kernels = [];
    private nint _program;
    private bool _disposed;

    /// <summary>Builds the kernels in the first form that the device's compiler takes.</summary>
    /// <exception cref="DeviceLostException">It takes none; the message has the first line of the compiler's log.</exception>
    public OpenClProgram(OpenClDevice device, ArraySettings settings, IReadOnlyList<OpenClForm> candidates)
    {
        Device = device;
        int code;
        var id = device.Id;
        Context = _cl.CreateContext(null, 1, &id, null, null, &code);
        OpenClApi.Check(code, "open a context");
        Queue = _cl.CreateCommandQueue(Context, id, CommandQueueProperties.None, &code);
        OpenClApi.Check(code, "open a queue");
        Form = Build(settings, candidates);
    }

    /// <summary>The device.</summary>
    public OpenClDevice Device { get; }

    /// <summary>The form that was built.</summary>
    public OpenClForm Form { get; }

    /// <summary>The context.</summary>
    public nint Context { get; }

    /// <summary>The in-order queue.</summary>
    public nint Queue { get; }

    /// <summary>Starts a kernel and returns at once.</summary>
    /// <param name="kernel">Its name.</param>
    /// <param name="global">Work-items, one or two dimensions.</param>
    /// <param name="local">Work-items of a group along the first dimension; 0 leaves it to the driver.</param>
    /// <param name="arguments">Buffers and ints, in order.</param>
    public void Start(string kernel, (long X, long Y) global, int local, params ReadOnlySpan<object> arguments)
    {
        var handle = Kernel(kernel);
        for (var i = 0; i < arguments.Length; i++)
        {
            var code = arguments[i] switch
            {
                OpenClBuffer buffer => SetArgument(handle, i, buffer.Handle),
                int value => SetArgument(handle, i, value),
                _ => throw new ArgumentException($"Argument {i} of {kernel} is neither a buffer nor an int.", nameof(arguments)),
            };
            OpenClApi.Check(code, $"take argument {i} of {kernel}");
        }

        var sizes = stackalloc nuint[2] { (nuint)global.X, (nuint)global.Y };
        var groups = stackalloc nuint[2] { (nuint)local, 1 };
        OpenClApi.Check(
            _cl.EnqueueNdrangeKernel(Queue, handle, 2, null, sizes, local == 0 ? null : groups, 0, null, null), $"start {kernel}");
    }

    /// <summary>Waits for all that was started.</summary>
    public void Finish() => OpenClApi.Check(_cl.Finish(Queue), "finish its work");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (var kernel in _kernels.Values)
        {
            _ = _cl.ReleaseKernel(kernel);
        }

        _ = _cl.ReleaseProgram(_program);
        _ = _cl.ReleaseCommandQueue(Queue);
        _ = _cl.ReleaseContext(Context);
    }

    private OpenClForm Build(ArraySettings settings, IReadOnlyList<OpenClForm> candidates)
    {
        using var alone = Compiler.EnterScope();
        var log = "";
        foreach (var form in candidates)
        {
            _program = CreateProgram();
            var id = Device.Id;
            if (_cl.BuildProgram(_program, 1, &id, form.Options(settings), null, null) == 0)
            {
                return form;
            }

            log = OpenClApi.BuildLog(_program, id);
            _ = _cl.ReleaseProgram(_program);
        }

        var line = log.Split('\n').FirstOrDefault(text => text.Contains("error", StringComparison.Ordinal)) ?? log.Split('\n')[0];
        throw new DeviceLostException($"The OpenCL compiler of {Device.DeviceName} refuses the kernels ({line.Trim()}).")
        {
            Remedies = [Remedy.Do(RemedyAction.OtherDevice)],
        };
    }

    private nint CreateProgram()
    {
        int code;
        var sources = Array.ConvertAll(Files, ReadSource);
        var program = _cl.CreateProgramWithSource(Context, (uint)sources.Length, sources, null, &code);
        OpenClApi.Check(code, "take the kernels' source");
        return program;
    }

    private static string ReadSource(string file)
    {
        using var stream = typeof(OpenClProgram).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private nint Kernel(string name)
    {
        if (!_kernels.TryGetValue(name, out var kernel))
        {
            int code;
            kernel = _cl.CreateKernel(_program, name, &code);
            OpenClApi.Check(code, $"find {name}");
            _kernels.Add(name, kernel);
        }

        return kernel;
    }

    private int SetArgument<T>(nint kernel, int index, T value)
        where T : unmanaged => _cl.SetKernelArg(kernel, (uint)index, (nuint)sizeof(T), &value);
}
