using System.CommandLine;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board figures</c> was told.</summary>
/// <param name="Boards">The boards; all where empty.</param>
/// <param name="Make">True to route their arrays.</param>
/// <param name="Stale">True to route those alone whose figures are stale or missing.</param>
/// <param name="Table">True to write the table of hdl/boards/README.md.</param>
/// <param name="Check">True to fail where figures are stale or missing and nothing says why.</param>
/// <param name="Seeds">How often place and route may try.</param>
/// <param name="Jobs">How many boards are routed at once.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardFiguresSettings(string[] Boards, bool Make, bool Stale, bool Table, bool Check, int Seeds, int Jobs, JsonFile? Json);

/// <summary><c>board figures</c>: what place and route gave for every array of every board.</summary>
internal sealed class BoardFiguresCommand : ProgramCommand<BoardFiguresSettings>
{
    private readonly Argument<string[]> _boards = new Argument<string[]>("BOARD")
    {
        Description = Make.Told("boards of 'fhnhw board list'", "all"),
        Arity = ArgumentArity.ZeroOrMore,
    }.OfFpgaBoards();

    private readonly Option<bool> _make = Make.Flag("--make", "route their arrays anew and keep the figures in hdl/boards (minutes an array)");
    private readonly Option<bool> _stale = Make.Flag("--stale", "with --make: only arrays whose sources have changed since, or that were never routed");
    private readonly Option<bool> _table = Make.Flag(
        "--table", "write the table of hdl/boards/README.md, and each board's line, from the kept figures; --make does so too");
    private readonly Option<bool> _check = Make.Flag(
        "--check", "fail where figures are of older sources, or missing, and the board's older.json does not say why");
    private readonly Option<int> _seeds = Make.Whole("--seeds", "N", "tries of place and route, 1 to 100; the first that meets timing is taken", 4);
    private readonly Option<int> _jobs = Make.Whole("--jobs", "N", "with --make: boards at once, 1 to 64", 1);
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardFiguresCommand() : base(
        "figures", "what place and route gave for every array of every board",
        "fhnhw board figures", "fhnhw board figures --make --stale tangnano9k", "fhnhw board figures --make --stale --jobs 2 hx8k ulx3s")
    {
        Add(_boards);
        Add(_make);
        Add(_stale);
        Add(_table);
        Add(_check);
        Add(_seeds);
        Add(_jobs);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BoardFiguresSettings Read(ParseResult arguments)
    {
        var seeds = arguments.GetValue(_seeds);
        InvalidSettingException.ThrowIfOutside("number of tries", seeds, 1, 100, "--seeds");
        var jobs = arguments.GetValue(_jobs);
        InvalidSettingException.ThrowIfOutside("number of boards at once", jobs, 1, 64, "--jobs");
        if (arguments.GetValue(_table) && arguments.GetValue(_boards) is { Length: > 0 })
        {
            throw new InvalidSettingException("The table is of all boards; give --table without a board.");
        }

        return new BoardFiguresSettings(
            arguments.GetValue(_boards) ?? [], arguments.GetValue(_make), arguments.GetValue(_stale), arguments.GetValue(_table),
            arguments.GetValue(_check), seeds, jobs, _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(BoardFiguresSettings settings, Session session)
    {
        var sources = settings.Make ? HdlSources.FindCheckout() : HdlSources.Find();
        var whole = settings.Boards.Length == 0;
        string[] boards = [.. whole ? BoardFile.Names(sources) : settings.Boards.Distinct()];
        var unsound = new List<string>();
        if (whole && !settings.Make && !settings.Table && !settings.Check)
        {
            boards = Sound(sources, boards, unsound);
        }

        _ = Lines(sources, boards); // unknown ones are told before anything is routed
        var missed = 0;
        if (settings.Make)
        {
            var routes = new FigureRoutes(
                sources, ToolBox.OfProcess(), settings.Seeds, settings.Stale, session.Screen.Text, () => WriteTable(sources), session.Cancellation);
            missed = routes.Route(boards, settings.Jobs);
        }

        if (settings.Table)
        {
            WriteTable(sources);
        }

        var lines = Lines(sources, boards);
        BoardFiguresText.Write(lines, session.Screen);
        foreach (var sentence in unsound)
        {
            session.Screen.Error.WriteLine($"fhnhw: {sentence}");
        }

        missed += settings.Check ? BoardFiguresText.WriteWrong(lines, session.Screen.Text) : 0;
        if (settings.Check && whole && !(BoardFiguresTable.IsToday(sources, lines) && BoardRoutedLine.AreToday(sources, lines)))
        {
            session.Screen.Text.WriteLine(
                "The table of hdl/boards/README.md, or a board's README.md, is not of these figures; 'fhnhw board figures --table' writes them again.");
            missed++;
        }

        settings.Json?.Write(new BoardFiguresResult(lines, unsound, session.Provenance([])), session.Screen);
        return missed == 0 ? ExitCode.Done : ExitCode.CheckFailed;
    }

    /// <summary>The boards whose files are sound.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="boards">Boards.</param>
    /// <param name="unsound">Gets a sentence for each of the others.</param>
    internal static string[] Sound(HdlSources sources, string[] boards, List<string> unsound) =>
        [.. boards.Where(board => SoundFiles.Of(() => Lines(sources, [board]), unsound).Length > 0)];

    private static void WriteTable(HdlSources sources)
    {
        var lines = Lines(sources, BoardFile.Names(sources));
        BoardFiguresTable.Write(sources, lines);
        BoardRoutedLine.Write(sources, lines);
    }

    private static BoardFiguresLine[] Lines(HdlSources sources, IReadOnlyList<string> boards) =>
    [
        .. from board in boards
           let file = BoardFile.Read(sources, board)
           from array in RoutedArray.Of(file)
           let figures = BoardFigures.Read(sources, board).FirstOrDefault(figures => figures.Array == array.Name)
           select BoardFiguresLine.Of(
               board, file, array, figures, BoardFlow.SourcesHash(sources, board, array),
               BoardFigures.Older(sources, board).GetValueOrDefault(array.Name)),
    ];
}
