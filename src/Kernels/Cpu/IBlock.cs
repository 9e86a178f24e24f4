namespace FhnHw.Kernels.Cpu;

/// <summary>Cells that are advanced side by side: the work of one core at a time. They keep their registers from one part of a run to the next.</summary>
internal interface IBlock
{
    /// <summary>Advances all cells.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="stride">Steps from one sample to the next; the first sample is taken before the first step.</param>
    /// <param name="trace">Where X of sample m, cell c goes: trace[m · rowLength + c]; null for no samples.</param>
    /// <param name="rowLength">Words from one sample to the next.</param>
    /// <param name="streams">
    /// True to write past the caches: for samples that nobody reads soon. All rows begin on a cache line then. A block may write as ever.
    /// </param>
    unsafe void Advance(int steps, int stride, short* trace, nint rowLength, bool streams = false);

    /// <summary>Y of each cell now, LSBs of 2^-(F+e+k).</summary>
    /// <param name="Y">One value a cell, for the first cells of the block.</param>
    void ReadY(Span<long> Y);

    /// <summary>True where a cell may have come so far that its lane did not hold what was computed of it: nothing of the block counts then.</summary>
    /// <param name="used">How many of the block's first cells are runs.</param>
    bool HasLeftLanes(int used) => false;

    /// <summary>Ends the run: stateful cells keep their registers.</summary>
    /// <param name="used">How many of the block's first cells are runs; the others only fill it up.</param>
    /// <returns>How many of those saturated at least once.</returns>
    int End(int used);
}

/// <summary>Starts blocks of cells.</summary>
internal interface IBlockRunner
{
    /// <summary>Cells in a block.</summary>
    int Cells { get; }

    /// <summary>Starts one block; the last of a batch may be partly filled.</summary>
    /// <param name="run">The first run's number in the batch.</param>
    /// <param name="inputWords">S of the runs of the block, 1 to <see cref="Cells"/> of them.</param>
    /// <param name="firstTrial">The trial of the batch's first N runs.</param>
    IBlock Start(int run, ReadOnlySpan<int> inputWords, uint firstTrial);
}
