using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Arrays;

/// <summary>
/// An array of FitzHugh-Nagumo cells: currents in, traces or features out. Every run holds its current constant. Ideal cells are all
/// alike, and every run starts from the same state and is independent of the others; with imperfections (<see cref="ArraySettings.Imperfections"/>)
/// run r of a batch is cell r mod N in trial firstTrial + r/N.
/// </summary>
public interface ICellArray : IDisposable
{
    /// <summary>What the array was made for.</summary>
    ArraySettings Settings { get; }

    /// <summary>What the array is.</summary>
    ArrayDescription Describe();

    /// <summary>Runs cells.</summary>
    /// <param name="request">Which currents, what to give back, the output layer, and the number of the trial.</param>
    /// <exception cref="ArgumentException">The parts of the request do not fit together.</exception>
    /// <exception cref="InvalidSettingException">The array cannot give what is asked, or the readout is of another number of cells than the array's.</exception>
    /// <exception cref="DeviceLostException">The device no longer answers.</exception>
    Response Run(RunRequest request);

    /// <summary>
    /// The registers of cells that go on from trial to trial, to continue from later; empty where cells start anew in each trial, and then
    /// only an empty one can be set.
    /// </summary>
    /// <exception cref="InvalidSettingException">What is set is of another array.</exception>
    long[] Memory
    {
        get => [];
        set => _ = value.Length == 0 ? value : throw PerCellRuns.OtherMemory();
    }
}
