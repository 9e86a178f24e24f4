using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Arrays;

/// <summary>
/// An array of FitzHugh-Nagumo cells: current codes in, traces or features out. The current of a run is constant. Ideal cells are all
/// alike, and every run starts from the same state and is independent of the others; with imperfections (<see cref="ArraySettings.Imperfections"/>)
/// run r of a batch is cell r mod N in trial firstTrial + r/N.
/// </summary>
public interface ICellArray : IDisposable
{
    /// <summary>The settings of the array.</summary>
    ArraySettings Settings { get; }

    /// <summary>What the array is.</summary>
    ArrayDescription Describe();

    /// <summary>Runs cells.</summary>
    /// <param name="request">Which currents, what to give back, the output layer, and the number of the trial.</param>
    /// <exception cref="ArgumentException">The parts of the request do not fit together.</exception>
    /// <exception cref="InvalidSettingException">
    /// The array cannot give what is asked, or the readout has another number of cells than the array.
    /// </exception>
    /// <exception cref="DeviceLostException">The device no longer answers.</exception>
    Response Run(RunRequest request);

    /// <summary>Gives memory back that a large call took, since only small ones come for now. Any call may still come.</summary>
    void Rest()
    {
    }

    /// <summary>
    /// The registers of stateful cells, from which a later run can continue; empty for all other cells, and then
    /// only an empty value can be set.
    /// </summary>
    /// <exception cref="InvalidSettingException">The registers are those of another array.</exception>
    long[] Memory
    {
        get => [];
        set => _ = value.Length == 0 ? value : throw PerCellRuns.OtherMemory();
    }
}
