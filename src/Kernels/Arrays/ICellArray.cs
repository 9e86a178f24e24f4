using FhnHw.Kernels.Numbers;

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
    /// <param name="currents">One level index a run, each below Settings.Levels.Count. With votes: image by image, readout.Cells runs each.</param>
    /// <param name="features">What to give back.</param>
    /// <param name="readout">The output layer; needed for <see cref="Features.Activation"/> and <see cref="Features.Votes"/>.</param>
    /// <exception cref="ArgumentException">No readout where one is needed, or runs that are no multiple of its cells, or an index out of range.</exception>
    /// <exception cref="InvalidSettingException">The readout is of another number of cells than the array has of its own.</exception>
    /// <exception cref="DeviceLostException">The device no longer answers.</exception>
    Response Run(ReadOnlySpan<ushort> currents, Features features, Readout? readout = null);

    /// <summary>Runs cells in trials that are counted: noise and drift follow from the trial's number.</summary>
    /// <param name="currents">As above; whole trials of N runs where cells run on.</param>
    /// <param name="features">What to give back.</param>
    /// <param name="readout">The output layer, of N cells where each cell is its own.</param>
    /// <param name="firstTrial">The trial of the first N runs; an array of ideal cells does not ask.</param>
    Response Run(ReadOnlySpan<ushort> currents, Features features, Readout? readout, uint firstTrial) => Run(currents, features, readout);
}
