using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>Where an array's cells stand: what a run needs to go on to the same bits.</summary>
/// <param name="Trials">Images that they have seen.</param>
/// <param name="Memory">The registers of cells that run on; empty elsewhere.</param>
public sealed record CellsAt(uint Trials, long[] Memory)
{
    /// <summary>Before the first image.</summary>
    public static CellsAt Start { get; } = new(0, []);

    /// <summary>Takes it from an array.</summary>
    public static CellsAt Of(ICellArray array, TrialCount trials) => new(trials.Next, array.Memory);

    /// <summary>Puts an array there; cells that run on begin anew where what is kept is of another array.</summary>
    public void Restore(ICellArray array, TrialCount trials)
    {
        trials.Next = Trials;
        if (array.Memory.Length == Memory.Length)
        {
            array.Memory = Memory;
        }
    }
}
