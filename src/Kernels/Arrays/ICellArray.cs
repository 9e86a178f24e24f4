namespace FhnHw.Kernels.Arrays;

/// <summary>
/// An array of FitzHugh-Nagumo cells: currents in, traces or features out. Every run starts from the same initial state, holds
/// its current constant, and is independent of the others.
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
    /// <exception cref="DeviceLostException">The device no longer answers.</exception>
    Response Run(ReadOnlySpan<ushort> currents, Features features, Readout? readout = null);
}
