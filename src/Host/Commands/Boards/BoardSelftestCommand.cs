using System.CommandLine;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Selftest;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using Spectre.Console;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board selftest</c> was told.</summary>
/// <param name="Board">The board.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardSelftestSettings(BoardChoice Board, JsonFile? Json);

/// <summary>The self-test, as <c>--json</c> writes it.</summary>
/// <param name="Good">True where nothing failed.</param>
/// <param name="Report">What was measured.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record BoardSelftestResult(bool Good, SelftestReport Report, Provenance Provenance);

/// <summary><c>board selftest</c>: does a board work, and how fast is its line?</summary>
internal sealed class BoardSelftestCommand : ProgramCommand<BoardSelftestSettings>
{
    private readonly BoardOptions _board = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardSelftestCommand() : base(
        "selftest", "quick test of a board: a few hundred codes against the normative step, charge balance, speed of cells and line",
        "fhnhw board selftest sim", "fhnhw board selftest serial:/dev/ttyUSB0")
    {
        Add(_board.Device);
        Add(_board);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BoardSelftestSettings Read(ParseResult arguments) => new(_board.Read(arguments), _json.Read(arguments));

    /// <inheritdoc/>
    protected override int Execute(BoardSelftestSettings settings, Session session)
    {
        var address = BoardName.Address(settings.Board.Name, settings.Board.Array, session.Link);
        using var array = new BoardArray(address, Settings(address, settings, session), session.Link);
        var report = BoardSelftest.Run(array);
        session.Screen.Text.WriteLine(array.Describe());
        session.Screen.Text.WriteLine();
        var table = new Table().AddColumns("", "test", "result");
        foreach (var row in report.Rows)
        {
            table.AddRow(row.Good ? "PASS" : "FAIL", row.Name, Markup.Escape(row.Result));
        }

        session.Screen.Write(table);
        settings.Json?.Write(new BoardSelftestResult(report.Good, report, session.Provenance([array.Describe()])), session.Screen);
        return report.Good ? ExitCode.Done : ExitCode.CheckFailed;
    }

    // The format is what the board's greeting says, so that a board is tested as it was built.
    private static ArraySettings Settings(BoardAddress address, BoardSelftestSettings settings, Session session)
    {
        var lease = SharedBoards.Take(address, session.Link);
        try
        {
            BoardFit.CheckProtocol(lease.Board.Title, lease.Board.Greeting);
            return BoardSelftest.SettingsFor(lease.Board.Greeting, settings.Board.Array.Parameters);
        }
        finally
        {
            lease.Return();
        }
    }
}
