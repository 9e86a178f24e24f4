using FhnHw.Kernels.Arrays;
using Silk.NET.OpenCL;

namespace FhnHw.Kernels.OpenCl;

/// <summary>Memory on a device, which grows where more is needed and is used again.</summary>
internal sealed unsafe class OpenClBuffer(OpenClContext context) : IDisposable
{
    private readonly CL _cl = OpenClApi.Instance;

    /// <summary>OpenCL's handle; 0 where there is no memory yet.</summary>
    public nint Handle { get; private set; }

    /// <summary>Its size.</summary>
    public long Bytes { get; private set; }

    /// <summary>Makes a buffer that is memory of this process, where the device can use that; see <see cref="Publish"/>.</summary>
    /// <param name="context">The device's context.</param>
    /// <param name="memory">Pinned memory.</param>
    /// <param name="bytes">Its size, 1 or more.</param>
    public static OpenClBuffer Over(OpenClContext context, void* memory, long bytes)
    {
        var buffer = new OpenClBuffer(context);
        buffer.Create(MemFlags.ReadWrite | MemFlags.UseHostPtr, bytes, memory);
        return buffer;
    }

    /// <summary>Makes room for at least so many bytes; what was there is lost where there was less.</summary>
    /// <exception cref="OpenClMemoryException">The device has no such room.</exception>
    /// <exception cref="DeviceLostException">The device answers with another error.</exception>
    public void Reserve(long bytes)
    {
        bytes = Math.Max(4, bytes);
        if (bytes > Bytes)
        {
            Dispose();
            Create(MemFlags.ReadWrite, bytes, null);
        }
    }

    /// <summary>Writes values at the start, making room for them.</summary>
    public void Write<T>(OpenClQueue queue, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Reserve((long)values.Length * sizeof(T));
        if (values.IsEmpty)
        {
            return;
        }

        fixed (T* pointer = values)
        {
            var bytes = (nuint)((long)values.Length * sizeof(T));
            OpenClApi.Check(_cl.EnqueueWriteBuffer(queue.Handle, Handle, true, 0, bytes, pointer, 0, null, null), "take data", context.Device);
        }
    }

    /// <summary>Writes words at the start, making room for them, while the program goes on: until the queue has come so far they stay as they are.</summary>
    public void Send(OpenClQueue queue, OpenClStage stage)
    {
        var bytes = (long)stage.Words.Length * sizeof(int);
        Reserve(bytes);
        fixed (int* pointer = stage.Words)
        {
            OpenClApi.Check(_cl.EnqueueWriteBuffer(queue.Handle, Handle, false, 0, (nuint)bytes, pointer, 0, null, null), "take data", context.Device);
        }
    }

    /// <summary>Reads words from the start, while the program goes on: they are there once the queue has come so far.</summary>
    public void Fetch(OpenClQueue queue, OpenClStage stage)
    {
        var bytes = (nuint)((long)stage.Words.Length * sizeof(int));
        fixed (int* pointer = stage.Words)
        {
            OpenClApi.Check(_cl.EnqueueReadBuffer(queue.Handle, Handle, false, 0, bytes, pointer, 0, null, null), "give data back", context.Device);
        }
    }

    /// <summary>Sets some bytes to 0, making room for them.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="start">The first, a multiple of 4.</param>
    /// <param name="bytes">Number of bytes, a multiple of 4.</param>
    public void Clear(OpenClQueue queue, long start, long bytes)
    {
        Reserve(start + bytes);
        var zero = 0;
        if (bytes > 0)
        {
            OpenClApi.Check(
                _cl.EnqueueFillBuffer(queue.Handle, Handle, &zero, sizeof(int), (nuint)start, (nuint)bytes, 0, null, null), "clear memory", context.Device);
        }
    }

    /// <summary>Reads values from the start, once all that was started on the queue is done.</summary>
    public void Read<T>(OpenClQueue queue, Span<T> values)
        where T : unmanaged
    {
        if (values.IsEmpty)
        {
            return;
        }

        fixed (T* pointer = values)
        {
            var bytes = (nuint)((long)values.Length * sizeof(T));
            OpenClApi.Check(_cl.EnqueueReadBuffer(queue.Handle, Handle, true, 0, bytes, pointer, 0, null, null), "give data back", context.Device);
        }
    }

    /// <summary>Reads the first columns of a table into some columns of a wider or narrower one.</summary>
    /// <param name="queue">The queue; all that was started on it is done first.</param>
    /// <param name="rows">Rows to read.</param>
    /// <param name="columns">Columns to read.</param>
    /// <param name="rowLength">Columns of the table on the device.</param>
    /// <param name="target">The table here.</param>
    /// <param name="targetLength">Its columns.</param>
    /// <param name="targetColumn">Where the first column goes.</param>
    public void ReadTable<T>(OpenClQueue queue, int rows, int columns, int rowLength, Span<T> target, int targetLength, int targetColumn)
        where T : unmanaged
    {
        var from = stackalloc nuint[3] { 0, 0, 0 };
        var to = stackalloc nuint[3] { (nuint)(targetColumn * sizeof(T)), 0, 0 };
        var region = stackalloc nuint[3] { (nuint)(columns * sizeof(T)), (nuint)rows, 1 };
        fixed (T* pointer = target)
        {
            OpenClApi.Check(
                _cl.EnqueueReadBufferRect(
                    queue.Handle, Handle, true, from, to, region, (nuint)((long)rowLength * sizeof(T)), 0,
                    (nuint)((long)targetLength * sizeof(T)), 0, pointer, 0, null, null),
                "give data back", context.Device);
        }
    }

    /// <summary>Lets this process see what was written to memory that it lent (<see cref="Over"/>), once the queue has come so far.</summary>
    public void Publish(OpenClQueue queue)
    {
        int code;
        var mapped = _cl.EnqueueMapBuffer(queue.Handle, Handle, false, MapFlags.Read, 0, (nuint)Bytes, 0, null, null, &code);
        OpenClApi.Check(code, "give data back", context.Device);
        OpenClApi.Check(_cl.EnqueueUnmapMemObject(queue.Handle, Handle, mapped, 0, null, null), "give data back", context.Device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle != 0)
        {
            _ = _cl.ReleaseMemObject(Handle);
            (Handle, Bytes) = (0, 0);
        }
    }

    private void Create(MemFlags flags, long bytes, void* memory)
    {
        int code;
        Handle = _cl.CreateBuffer(context.Handle, flags, (nuint)bytes, memory, &code);
        OpenClApi.Check(code, $"give {bytes} bytes of memory", context.Device);
        Bytes = bytes;
    }
}
