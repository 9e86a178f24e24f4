namespace FhnHw.Kernels.OpenCl;

/// <summary>The queue and the memory of one chunk of runs. An array has two, so that results of one chunk are taken while the next is computed.</summary>
internal sealed class OpenClSlot : IDisposable
{
    /// <summary>Bytes of each buffer on the device that are kept: by an idle slot for the next array, and by one of an array that rests.</summary>
    public const long MostIdleBytes = 32L << 20, MostRestingBytes = 1L << 20;

    private readonly OpenClBuffer[] _buffers;

    public OpenClSlot(OpenClContext context)
    {
        Queue = new OpenClQueue(context);
        _buffers = [.. Enumerable.Range(0, 8).Select(_ => new OpenClBuffer(context))];
    }

    /// <summary>The queue.</summary>
    public OpenClQueue Queue { get; }

    /// <summary>S of each run, or the words of cells with per-cell parameters.</summary>
    public OpenClBuffer Words => _buffers[0];

    /// <summary>The registers when the window begins.</summary>
    public OpenClBuffer Before => _buffers[1];

    /// <summary>The registers when it ends.</summary>
    public OpenClBuffer After => _buffers[2];

    /// <summary>The samples.</summary>
    public OpenClBuffer Trace => _buffers[3];

    /// <summary>Packed signs.</summary>
    public OpenClBuffer Signs => _buffers[4];

    /// <summary>Sums of g(X).</summary>
    public OpenClBuffer Sums => _buffers[5];

    /// <summary>Sums of what an ADC reads.</summary>
    public OpenClBuffer ConvertedSums => _buffers[6];

    /// <summary>Samples won by each class.</summary>
    public OpenClBuffer Votes => _buffers[7];

    /// <summary>Gives large memory back.</summary>
    /// <param name="most">Bytes of a buffer that may stay.</param>
    public void Trim(long most)
    {
        foreach (var buffer in _buffers.Where(buffer => buffer.Bytes > most))
        {
            buffer.Dispose();
        }
    }

    /// <summary>Waits for what was started, and gives all memory back.</summary>
    public void Clear()
    {
        Queue.Settle();
        foreach (var buffer in _buffers)
        {
            buffer.Dispose();
        }
    }

    public void Dispose()
    {
        Queue.Dispose();
        foreach (var buffer in _buffers)
        {
            buffer.Dispose();
        }
    }
}
