namespace FhnHw.Kernels.Arrays;

/// <summary>An array far away, that can prove every step of a run equal to another's without sending its trace.</summary>
public interface ISignatureArray : ICellArray
{
    /// <summary>The features that the array computes by itself; the others are made of its traces here.</summary>
    Features OwnFeatures { get; }

    /// <summary>True where <see cref="Signatures"/> can be asked.</summary>
    bool HasSignatures { get; }

    /// <summary>Runs cells, and gives the <see cref="TraceSignature"/> of each over X at every step of the window.</summary>
    /// <param name="currents">One level index a run, each below Settings.Levels.Count.</param>
    /// <param name="firstTrial">The trial of the first N runs; ideal cells do not ask.</param>
    /// <exception cref="InvalidOperationException">The array has none.</exception>
    /// <exception cref="DeviceLostException">The device no longer answers.</exception>
    uint[] Signatures(ReadOnlySpan<ushort> currents, uint firstTrial);
}
