using FhnHw.Host.Link;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Devices;

/// <summary>The board that is simulated for a run.</summary>
internal static class SimulatedBoard
{
    /// <summary>Where a simulated board for some settings can be opened; opening starts it, closing ends it.</summary>
    /// <exception cref="DeviceMissingException">The simulator cannot be built here.</exception>
    public static BoardAddress For(ArraySettings settings) =>
        throw new DeviceMissingException("The simulated board is not part of this build; take --device managed.");
}
