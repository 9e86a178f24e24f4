using FhnHw.Host.CommandLine;

namespace FhnHw.Host.Commands.Boards;

/// <summary><c>board</c>: plans, makes, flashes, simulates, shares and tests boards.</summary>
internal sealed class BoardCommand : ProgramCommand
{
    /// <summary>Puts the subcommands together.</summary>
    public BoardCommand() : base("board", "plan, make, flash, simulate, share and test boards", "fhnhw board list", "fhnhw board sim")
    {
        Add(new BoardListCommand());
        Add(new BoardBuildCommand());
        Add(new BoardFlashCommand());
        Add(new BoardFiguresCommand());
        Add(new BoardSimCommand());
        Add(new BoardShareCommand());
        Add(new BoardQueueCommand());
        Add(new BoardPlanCommand());
        Add(new BoardSelftestCommand());
        Add(new BoardConformanceCommand());
    }
}
