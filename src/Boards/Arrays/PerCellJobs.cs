using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Boards.Arrays;

/// <summary>
/// The runs of cells with per-cell parameters as jobs. A job carries the registers that its cells start from, so that a repeated job gives
/// the same reply. The registers of stateful cells come back with each reply, and are taken as the next start when all jobs of a trial are
/// done.
/// </summary>
/// <param name="runs">The registers that runs start from.</param>
/// <param name="format">The cells' format.</param>
internal sealed class PerCellJobs(PerCellRuns runs, CellFormat format)
{
    private readonly (CellState State, NoiseGenerator Noise)[] _after = new (CellState, NoiseGenerator)[runs.IsStateful ? runs.PerCell.Count : 0];

    /// <summary>True for stateful cells: the jobs of a trial can be made only when those of the trial before are done.</summary>
    public bool IsStateful => runs.IsStateful;

    /// <summary>The per-cell fields of some runs.</summary>
    /// <param name="first">The first run's number in the batch.</param>
    /// <param name="inputWords">S of each run.</param>
    /// <param name="firstTrial">The trial of the batch's first N runs.</param>
    public PerCellFields Words(int first, ReadOnlySpan<int> inputWords, uint firstTrial)
    {
        var cells = new CellRegisters[inputWords.Length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            cells[cell] = runs.Start(first + cell, inputWords[cell], firstTrial);
        }

        return new PerCellFields(runs.PerCell.NoiseX, runs.PerCell.NoiseY, runs.FirstStep, cells);
    }

    /// <summary>Notes the registers of stateful cells after a job.</summary>
    /// <param name="first">The job's first run.</param>
    /// <param name="job">The job.</param>
    /// <param name="layout">Of its reply.</param>
    /// <param name="reply">Its reply.</param>
    public void Take(int first, JobRequest job, ReplyLayout layout, byte[] reply)
    {
        if (!IsStateful)
        {
            return;
        }

        for (var cell = 0; cell < job.Cells; cell++)
        {
            // Without noise no step moves the generator, so it keeps its state, as on every array.
            var noise = runs.PerCell.HasNoise ? layout.LastNoise(reply, cell) : job.PerCell!.Cells[cell].Noise;
            _after[(first + cell) % _after.Length] = (layout.LastState(reply, cell, format.LowBits), noise);
        }
    }

    /// <summary>
    /// Sets stateful cells to the registers that they had at the end of a trial; does nothing where cells are reset between trials.
    /// </summary>
    public void EndTrial()
    {
        for (var cell = 0; cell < _after.Length; cell++)
        {
            runs.Keep(cell, _after[cell].State, _after[cell].Noise);
        }

        runs.CountTrial();
    }
}
