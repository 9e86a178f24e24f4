using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Devices;

/// <summary>A device that is open for a run.</summary>
/// <param name="Array">Its cells.</param>
/// <param name="Board">The board that they are on, whose link can be planned and timed; null for an array in this machine.</param>
public sealed record OpenDevice(ICellArray Array, Board? Board) : IDisposable
{
    /// <summary>Gives the device back.</summary>
    public void Dispose() => Array.Dispose();
}
