using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Devices;

/// <summary>A device that is open for a run.</summary>
/// <param name="Arrays">Its cells: one array, or one a hidden layer where each layer has other cells.</param>
/// <param name="Board">The board that they are on, whose link can be planned and timed; null for arrays in this machine.</param>
public sealed record OpenDevice(IReadOnlyList<ICellArray> Arrays, Board? Board) : IDisposable
{
    /// <summary>The first or only array.</summary>
    public ICellArray Array => Arrays[0];

    /// <summary>What each array says of itself.</summary>
    public IReadOnlyList<ArrayDescription> Descriptions => [.. Arrays.Select(array => array.Describe())];

    /// <summary>Gives the device back.</summary>
    public void Dispose()
    {
        foreach (var array in Arrays)
        {
            array.Dispose();
        }
    }
}
