using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Link;

/// <summary>What the noise of a cell adds to Y in a job's window, made anew from the generator that the job gave it: a few hundred additions for a run of 76,800 steps.</summary>
internal static class NoiseCheck
{
    /// <summary>Goes through a cell's noise.</summary>
    /// <param name="job">A job of cells of their own.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="noiseShift">J.</param>
    /// <returns>sum(nY) · 2^J over the window, LSBs of Y, and the generator behind the last step.</returns>
    public static (long Gain, NoiseGenerator Behind) Of(JobRequest job, int cell, int noiseShift)
    {
        var (own, noise) = (job.Own!, job.Own!.Cells[cell].Noise);
        _ = noise.SumY(own.First, job.Transient);
        var sum = noise.SumY(own.First + job.Transient, job.Steps);
        return (own.Cells[cell].IsStuck ? 0 : sum * own.NoiseY << noiseShift, noise);
    }
}
