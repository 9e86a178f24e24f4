namespace FhnHw.Kernels.OpenCl;

/// <summary>The queue and the memory of one chunk of runs. An array has two, so that results of one chunk are taken while the next is computed.</summary>
internal sealed class OpenClSlot : IDisposable
{
    /// <summary>Bytes of each buffer on the device that are kept: by an idle slot for the next array, and by one of an array that rests.</summary>
    public const long MostIdleBytes = 32L << 20, MostRestingBytes = 1L << 20;

    private readonly OpenClBuffer[] _buffers;
    private readonly OpenClStage[] _stages = [new(), new(), new(), new()];

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

    /// <summary>What goes to <see cref="Words"/>.</summary>
    public OpenClStage WordsHere => _stages[0];

    /// <summary>The registers before the first step, which go to <see cref="Before"/>.</summary>
    public OpenClStage StartHere => _stages[1];

    /// <summary>What comes from <see cref="Before"/>.</summary>
    public OpenClStage BeforeHere => _stages[2];

    /// <summary>What comes from <see cref="After"/>.</summary>
    public OpenClStage AfterHere => _stages[3];

    /// <summary>Gives large memory back; nothing may be under way.</summary>
    /// <param name="most">Bytes of a buffer that may stay.</param>
    public void Trim(long most)
    {
        foreach (var buffer in _buffers.Where(buffer => buffer.Bytes > most))
        {
            buffer.Dispose();
        }

        foreach (var stage in _stages.Where(stage => stage.Bytes > most))
        {
            stage.Clear();
        }
    }

    /// <summary>Waits for what was started, and gives all memory back.</summary>
    public void Clear()
    {
        Queue.Settle();
        Trim(0);
    }

    public void Dispose()
    {
        Queue.Dispose(); // after what is under way
        Trim(0);
    }
}
