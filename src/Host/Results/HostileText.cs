using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Results;

/// <summary>What went wrong on purpose, in one line after a run.</summary>
internal static class HostileText
{
    /// <summary>The faults that a hostile line made, and what they cost; nothing where the line is none.</summary>
    public static void Write(IReadOnlyList<Board> boards, Screen screen)
    {
        foreach (var board in boards)
        {
            if (board is { Address: BoardAddress.Hostile { Tally: var tally }, Statistics: var statistics })
            {
                screen.Text.WriteLine(
                    $"faults  {tally}, made on purpose; {statistics.Retries} sessions begun again, {statistics.Reconnects} reconnects, "
                        + $"{statistics.Unbalanced} replies asked again");
            }
        }
    }
}
