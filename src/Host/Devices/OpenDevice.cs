using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

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

    /// <summary>Refuses, before anything runs, a board that can have no network read out: it sends neither samples of x nor votes.</summary>
    /// <exception cref="InvalidSettingException">It is such a board.</exception>
    public void RequireReadout()
    {
        if (Board is { Greeting: var greeting } board && !greeting.Has(Protocol.TraceFeature) && !greeting.Has(Protocol.VotesFeature))
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
