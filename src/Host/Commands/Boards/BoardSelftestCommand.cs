using System.CommandLine;
using System.Runtime.ExceptionServices;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Selftest;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board selftest</c> was told.</summary>
/// <param name="Board">The board.</param>
/// <param name="Minutes">How long to go on after the quick tests; null for the quick tests alone.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardSelftestSettings(BoardChoice Board, double? Minutes, JsonFile? Json);

/// <summary>The self-test, as <c>--json</c> writes it.</summary>
/// <param name="Good">True where nothing failed.</param>
/// <param name="Report">What was measured.</param>
/// <param name="Tally">What the long test counted; null without <c>--minutes</c>.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record BoardSelftestResult(bool Good, SelftestReport Report, SelftestTally? Tally, Provenance Provenance);

/// <summary><c>board selftest</c>: does a board work, and how fast is its line?</summary>
internal sealed class BoardSelftestCommand : ProgramCommand<BoardSelftestSettings>
{
    private const double MostMinutes = 100_000; // ten weeks
    private const int Seed = 1;

    private readonly BoardOptions _board = new();
    private readonly Option<double> _minutes = Make.Real(
        "--minutes", "N", "go on for so long on random codes, compare every answer, and print a tally each minute", 0);

    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardSelftestCommand() : base(
        "selftest", "quick test of a board: a few hundred codes against the normative step, charge balance, speed of cells and line",
        "fhnhw board selftest sim", "fhnhw board selftest serial:/dev/ttyUSB0", "fhnhw board selftest serial:/dev/ttyUSB0 --minutes 600")
    {
        Add(_board.Device);
        Add(_board);
        Add(_minutes);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BoardSelftestSettings Read(ParseResult arguments)
    {
        var minutes = arguments.GetValue(_minutes);
        InvalidSettingException.ThrowIfOutside("minutes of the test", minutes, 0, MostMinutes, "--minutes");
        return new BoardSelftestSettings(_board.Read(arguments), minutes > 0 ? minutes : null, _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(BoardSelftestSettings settings, Session session)
    {
        var address = BoardName.Address(settings.Board.Name, settings.Board.Array, session.Link);
        using var array = new BoardArray(address, Settings(address, settings, session), session.Link);
        var report = BoardSelftest.Run(array, out var end);
        session.Screen.Text.WriteLine(array.Describe());
        if (address.SerialPort is { } port && LatencyTimer.Of(port) is { } timer and > LatencyTimer.Wanted)
        {
            session.Screen.Text.WriteLine($"Note: {LatencyTimer.Cost(port, timer)}; {LatencyTimer.Remedy(port)}.");
        }

        session.Screen.Text.WriteLine();
        SelftestText.Write(report, session.Screen);
        var tally = end is null && settings.Minutes is { } minutes ? RunLong(array, minutes, session) : null;
        var good = report.Good && (tally is null || tally.Wrong == 0);
        settings.Json?.Write(new BoardSelftestResult(good, report, tally, session.Provenance([array.Describe()])), session.Screen);
        if (end is not null)
        {
            ExceptionDispatchInfo.Throw(end); // told in one sentence, below the rows
        }

        return good ? ExitCode.Done : ExitCode.CheckFailed;
    }

    // A line a minute, also where it is piped: it is what one looks at the next morning.
    private static SelftestTally RunLong(BoardArray array, double minutes, Session session)
    {
        var screen = session.Screen;
        var tally = LongSelftest.Run(array, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(1), Tell, Seed, session.Cancellation);
        screen.Text.WriteLine();
        SelftestText.Write(tally, screen);
        return tally;

        void Tell(SelftestTally now)
        {
            screen.Text.WriteLine(SelftestText.Line(now));
            screen.Output.Flush();
        }
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
