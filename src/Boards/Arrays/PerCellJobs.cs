using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Boards.Arrays;

/// <summary>
/// The runs of a population as jobs: what each cell starts from, and, where cells run on, what came back of them. A job says all that it needs, so that
/// one that is asked again gives the same; where cells stand moves on when a whole trial has come back.
/// </summary>
/// <param name="runs">The registers that runs start from.</param>
/// <param name="format">The cells' format.</param>
internal sealed class PerCellJobs(PerCellRuns runs, CellFormat format)
{
    private readonly (CellState State, NoiseGenerator Noise)[] _after = new (CellState, NoiseGenerator)[runs.IsStateful ? runs.PerCell.Count : 0];

    /// <summary>True where cells go on from trial to trial, so that a trial's jobs can be made only when the one before has come back.</summary>
    public bool IsStateful => runs.IsStateful;

    /// <summary>The words of some runs' cells.</summary>
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

    /// <summary>Notes where cells that run on stand behind a job.</summary>
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
            // Without noise the generator is not asked, and stays where it was as on every array.
            var noise = runs.PerCell.HasNoise ? layout.LastNoise(reply, cell) : job.PerCell!.Cells[cell].Noise;
            _after[(first + cell) % _after.Length] = (layout.LastState(reply, cell, format.LowBits), noise);
        }
    }

    /// <summary>Moves cells that run on to where a trial has left them; does nothing where they start anew.</summary>
    public void EndTrial()
    {
        for (var cell = 0; cell < _after.Length; cell++)
        {
            runs.Keep(cell, _after[cell].State, _after[cell].Noise);
        }

        runs.CountTrial();
    }
}
