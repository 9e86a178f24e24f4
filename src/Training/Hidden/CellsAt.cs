using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>The state of an array's cells between images: what a run needs to continue to the same bits.</summary>
/// <param name="Trials">Images run so far.</param>
/// <param name="Memory">The registers of stateful cells; empty for all others.</param>
public sealed record CellsAt(uint Trials, long[] Memory)
{
    /// <summary>Before the first image.</summary>
    public static CellsAt Start { get; } = new(0, []);

    /// <summary>Reads the state from an array.</summary>
    public static CellsAt Of(ICellArray array, TrialCount trials) => new(trials.Next, array.Memory);

    /// <summary>Sets the state of an array. Stateful cells start from their initial state where the kept registers are of another array.</summary>
    public void Restore(ICellArray array, TrialCount trials)
    {
        trials.Next = Trials;
        if (array.Memory.Length == Memory.Length)
        {
            array.Memory = Memory;
        }
    }
}
