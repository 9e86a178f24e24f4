using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using Silk.NET.OpenCL;

namespace FhnHw.Kernels.OpenCl;

/// <summary>Built kernels on one device; used by one thread at a time, since a kernel keeps its arguments.</summary>
internal sealed unsafe class OpenClProgram : IDisposable
{
    // Drivers share one compiler among contexts; PoCL 3.1 crashed when two threads built at once.
    private static readonly Lock Compiler = new();

    private readonly CL _cl = OpenClApi.Instance;
    private readonly Dictionary<string, nint> _kernels = [];
    private readonly nint _program;
    private readonly OpenClDevice _device;

    /// <summary>Builds kernels, or takes them as they were built before.</summary>
    /// <param name="context">The device's context.</param>
    /// <param name="sources">The source.</param>
    /// <param name="options">The compiler's options.</param>
    /// <param name="kept">Programs that were built before; null to build in any case.</param>
    /// <exception cref="DeviceLostException">The compiler refuses them; the message has the first line of its log.</exception>
    public OpenClProgram(OpenClContext context, string[] sources, string options, IOpenClTunings? kept)
    {
        using var alone = Compiler.EnterScope();
        _device = context.Device;
        var key = $"{context.Device.Identity} | {options} | {OpenClOptions.HashOf(sources)}";
        if (kept?.FindProgram(key) is { Length: > 0 } binary && FromBinary(context, binary, options) is var taken && taken != 0)
        {
            _program = taken;
        }
        else
        {
            _program = FromSources(context, sources, options);
            kept?.KeepProgram(key, BinaryOf(_program));
        }

        CompilerCode.GiveBack();
    }

    /// <summary>Starts a kernel on a queue and returns at once.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="name">The kernel's name.</param>
    /// <param name="global">Work-items in two dimensions; the first is a multiple of <paramref name="local"/>.</param>
    /// <param name="local">Work-items of a group along the first dimension, 1 along the second.</param>
    /// <param name="arguments">Buffers and ints, in order.</param>
    public void Start(OpenClQueue queue, string name, (long X, long Y) global, int local, params ReadOnlySpan<object> arguments)
    {
        var kernel = Kernel(name);
        for (var i = 0; i < arguments.Length; i++)
        {
            var code = arguments[i] switch
            {
                OpenClBuffer buffer => SetArgument(kernel, i, buffer.Handle),
                int value => SetArgument(kernel, i, value),
                _ => throw new ArgumentException($"Argument {i} of {name} is neither a buffer nor an int.", nameof(arguments)),
            };
            OpenClApi.Check(code, $"take argument {i} of {name}", _device);
        }

        var sizes = stackalloc nuint[2] { (nuint)global.X, (nuint)global.Y };
        var groups = stackalloc nuint[2] { (nuint)local, 1 };
        OpenClApi.Check(_cl.EnqueueNdrangeKernel(queue.Handle, kernel, 2, null, sizes, groups, 0, null, null), $"start {name}", _device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var kernel in _kernels.Values)
        {
            _ = _cl.ReleaseKernel(kernel);
        }

        _kernels.Clear();
        _ = _cl.ReleaseProgram(_program);
    }

    private nint Kernel(string name)
    {
        if (!_kernels.TryGetValue(name, out var kernel))
        {
            int code;
            kernel = _cl.CreateKernel(_program, name, &code);
            OpenClApi.Check(code, $"find {name}", _device);
            _kernels.Add(name, kernel);
        }

        return kernel;
    }

    private int SetArgument<T>(nint kernel, int index, T value)
        where T : unmanaged => _cl.SetKernelArg(kernel, (uint)index, (nuint)sizeof(T), &value);

    private nint FromSources(OpenClContext context, string[] sources, string options)
    {
        int code;
        var program = _cl.CreateProgramWithSource(context.Handle, (uint)sources.Length, sources, null, &code);
        OpenClApi.Check(code, "take the kernels' source", _device);
        var id = context.Device.Id;
        if (_cl.BuildProgram(program, 1, &id, options, null, null) == 0)
        {
            return program;
        }

        var log = OpenClApi.BuildLog(program, id).Split('\n');
        _ = _cl.ReleaseProgram(program);
        var line = log.FirstOrDefault(text => text.Contains("error", StringComparison.Ordinal)) ?? log[0];
        throw new DeviceLostException($"The OpenCL compiler of {_device.Title} refuses the kernels ({line.Trim()}).")
        {
            Remedies = [Remedy.Do(RemedyAction.OtherDevice)],
        };
    }

    // 0 where the driver does not take it, as after an update.
    private nint FromBinary(OpenClContext context, byte[] binary, string options)
    {
        var (id, length, code) = (context.Device.Id, (nuint)binary.Length, 0);
        fixed (byte* bytes = binary)
        {
            var pointer = bytes;
            var program = _cl.CreateProgramWithBinary(context.Handle, 1, &id, &length, &pointer, null, &code);
            if (code == 0 && _cl.BuildProgram(program, 1, &id, options, null, null) == 0)
            {
                return program;
            }

            _ = program == 0 ? 0 : _cl.ReleaseProgram(program);
            return 0;
        }
    }

    // Empty where the driver gives none.
    private byte[] BinaryOf(nint program)
    {
        nuint size;
        if (_cl.GetProgramInfo(program, ProgramInfo.BinarySizes, (nuint)sizeof(nuint), &size, null) != 0)
        {
            return [];
        }

        var binary = new byte[(int)size];
        fixed (byte* bytes = binary)
        {
            var pointer = bytes;
            return _cl.GetProgramInfo(program, ProgramInfo.Binaries, (nuint)sizeof(byte*), &pointer, null) == 0 ? binary : [];
        }
    }
}
