using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using Silk.NET.OpenCL;

namespace FhnHw.Kernels.OpenCl;

/// <summary>Memory on a device.</summary>
internal sealed unsafe class OpenClBuffer : IDisposable
{
    private readonly CL _cl = OpenClApi.Instance;
    private readonly OpenClProgram _program;

    // CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY, CL_INVALID_BUFFER_SIZE.
    private static readonly int[] NoRoom = [-4, -5, -6, -61];

    /// <summary>Makes room for a number of bytes.</summary>
    /// <exception cref="InvalidSettingException">The device has no such room.</exception>
    /// <exception cref="Arrays.DeviceLostException">The device answers with another error.</exception>
    public OpenClBuffer(OpenClProgram program, long bytes)
    {
        _program = program;
        int code;
        Handle = _cl.CreateBuffer(program.Context, MemFlags.ReadWrite, (nuint)Math.Max(4, bytes), null, &code);
        if (NoRoom.Contains(code))
        {
            throw new InvalidSettingException(
                $"The OpenCL device has no room for {bytes} bytes.")
            {
                Remedies = [Remedy.Smaller(nameof(Window.Steps)), Remedy.Larger(nameof(Window.Stride)), Remedy.Do(RemedyAction.CpuArray)],
            };
        }

        OpenClApi.Check(code, $"give {bytes} bytes of memory");
    }

    /// <summary>OpenCL's handle.</summary>
    public nint Handle { get; private set; }

    /// <summary>Makes a buffer that holds some values.</summary>
    public static OpenClBuffer Of<T>(OpenClProgram program, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var buffer = new OpenClBuffer(program, (long)values.Length * sizeof(T));
        buffer.Write(values);
        return buffer;
    }

    /// <summary>Writes values at the start.</summary>
    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (values.IsEmpty)
        {
            return;
        }

        fixed (T* pointer = values)
        {
            var bytes = (nuint)((long)values.Length * sizeof(T));
            OpenClApi.Check(_cl.EnqueueWriteBuffer(_program.Queue, Handle, true, 0, bytes, pointer, 0, null, null), "take data");
        }
    }

    /// <summary>Reads values from the start, once all that was started is done.</summary>
    public void Read<T>(Span<T> values)
        where T : unmanaged
    {
        fixed (T* pointer = values)
        {
            var bytes = (nuint)((long)values.Length * sizeof(T));
            OpenClApi.Check(_cl.EnqueueReadBuffer(_program.Queue, Handle, true, 0, bytes, pointer, 0, null, null), "give data back");
        }
    }

    /// <summary>Reads the first columns of a table into some columns of a wider or narrower one.</summary>
    /// <param name="rows">Rows to read.</param>
    /// <param name="columns">Columns to read.</param>
    /// <param name="rowLength">Columns of the table on the device.</param>
    /// <param name="target">The table here.</param>
    /// <param name="targetLength">Its columns.</param>
    /// <param name="targetColumn">Where the first column goes.</param>
    public void ReadTable<T>(int rows, int columns, int rowLength, T[] target, int targetLength, int targetColumn)
        where T : unmanaged
    {
        var from = stackalloc nuint[3] { 0, 0, 0 };
        var to = stackalloc nuint[3] { (nuint)(targetColumn * sizeof(T)), 0, 0 };
        var region = stackalloc nuint[3] { (nuint)(columns * sizeof(T)), (nuint)rows, 1 };
        fixed (T* pointer = target)
        {
            OpenClApi.Check(
                _cl.EnqueueReadBufferRect(
                    _program.Queue, Handle, true, from, to, region, (nuint)((long)rowLength * sizeof(T)), 0,
                    (nuint)((long)targetLength * sizeof(T)), 0, pointer, 0, null, null),
                "give data back");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle != 0)
        {
            _ = _cl.ReleaseMemObject(Handle);
            Handle = 0;
        }
    }
}
