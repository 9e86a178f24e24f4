using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Groups;

namespace FhnHw.Host.Devices;

/// <summary>A device that is open for a run.</summary>
/// <param name="Arrays">Its cells: one array, or one a hidden layer where each layer has other cells.</param>
/// <param name="Board">The one board that they are on, whose link can be planned and timed; null for arrays in this machine, and for groups.</param>
public sealed record OpenDevice(IReadOnlyList<ICellArray> Arrays, Board? Board) : IDisposable
{
    /// <summary>The first or only array.</summary>
    public ICellArray Array => Arrays[0];

    /// <summary>Every board that the cells are on: one, or those of a group.</summary>
    public IReadOnlyList<Board> Boards => Array is GroupArray group
        ? [.. group.Arrays.Select(CellArrays.BoardOf).OfType<Board>()]
        : [.. new[] { Board }.OfType<Board>()];

    /// <summary>What each array says of itself.</summary>
    public IReadOnlyList<ArrayDescription> Descriptions => [.. Arrays.Select(array => array.Describe())];

    /// <summary>Refuses, before anything runs, a board that can have no network read out: it sends neither samples of x nor votes.</summary>
    /// <exception cref="InvalidSettingException">It is such a board.</exception>
    public void RequireReadout()
    {
        if (Boards.FirstOrDefault(one => !one.Greeting.Has(Protocol.TraceFeature) && !one.Greeting.Has(Protocol.VotesFeature)) is { } board)
        {
            throw new InvalidSettingException(
                $"{board.Title} sends neither samples of x nor votes (features trace, votes), of which a network's answers are made; "
                + "take a board that sends them.");
        }
    }

    /// <summary>Gives the device back.</summary>
    public void Dispose()
    {
        foreach (var array in Arrays)
        {
            array.Dispose();
        }
    }
}
