using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>Blocks of cells with per-cell parameters; a partly filled block is padded with its first cell.</summary>
internal sealed class PerCellRunner<TOps, TVector, TCells>(ArraySettings settings, PerCellRuns runs) : IBlockRunner
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
    where TCells : struct, IPerCellKind
{
    private readonly LaneNoise<TOps, TVector> _noise = new(runs.PerCell, settings.Format);

    public int Cells => 4 * TOps.Lanes;

    public IBlock Start(int run, ReadOnlySpan<int> inputWords, uint firstTrial)
    {
        var cells = new CellRegisters[Cells];
        for (var cell = 0; cell < inputWords.Length; cell++)
        {
            cells[cell] = runs.Start(run + cell, inputWords[cell], firstTrial);
        }

        cells.AsSpan(inputWords.Length).Fill(cells[0]);
        return new PerCellBlock<TOps, TVector, TCells>(settings, _noise, runs, run, cells);
    }
}
