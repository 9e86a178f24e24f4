using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>Runs a part of a batch, block by block. Ideal cells and cells with per-cell parameters differ here only.</summary>
internal interface IChunkRunner
{
    /// <summary>Cells in a block.</summary>
    int Cells { get; }

    /// <summary>Runs one block; the last of a chunk may be partly filled.</summary>
    /// <param name="run">The first run's number in the batch.</param>
    /// <param name="inputWords">S of the runs of the block, 1 to <see cref="Cells"/> of them.</param>
    /// <param name="firstTrial">The trial of the batch's first N runs.</param>
    /// <param name="trace">Where X of the block's first sample goes, or null.</param>
    /// <param name="rowLength">Words from one sample to the next.</param>
    /// <param name="ends">Gets Y at the window's ends, a whole block.</param>
    /// <param name="clamped">Gets which X saturated, a whole block.</param>
    unsafe void RunBlock(
        int run, ReadOnlySpan<int> inputWords, uint firstTrial, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped);
}

/// <summary>Blocks of ideal cells; a partly filled block is padded with its first input word.</summary>
internal sealed class IdealChunks(IBlockRunner runner) : IChunkRunner
{
    public int Cells => runner.Cells;

    public unsafe void RunBlock(
        int run, ReadOnlySpan<int> inputWords, uint firstTrial, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped)
    {
        Span<int> block = stackalloc int[Cells];
        block.Fill(inputWords[0]);
        inputWords.CopyTo(block);
        runner.Run(block, trace, rowLength, ends, clamped);
    }
}

/// <summary>Blocks of cells with per-cell parameters; a partly filled block is padded with its first cell.</summary>
internal sealed class PerCellChunks(IPerCellRunner runner, PerCellRuns runs) : IChunkRunner
{
    public int Cells => runner.Cells;

    public unsafe void RunBlock(
        int run, ReadOnlySpan<int> inputWords, uint firstTrial, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped)
    {
        var cells = new CellRegisters[Cells];
        for (var cell = 0; cell < inputWords.Length; cell++)
        {
            cells[cell] = runs.Start(run + cell, inputWords[cell], firstTrial);
        }

        cells.AsSpan(inputWords.Length).Fill(cells[0]);
        runner.Run(cells, runs.FirstStep, trace, rowLength, ends, clamped);
        for (var cell = 0; cell < inputWords.Length && runs.IsStateful; cell++)
        {
            runs.Keep((run + cell) % runs.PerCell.Count, cells[cell].State, cells[cell].Noise);
        }
    }
}
