using System.CommandLine;
using System.Globalization;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board list</c> was told.</summary>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardListSettings(JsonFile? Json);

/// <summary>The boards, as <c>board list --json</c> writes them.</summary>
/// <param name="Boards">One line a build, and one for each board without any.</param>
/// <param name="Microcontrollers">The same of microcontrollers.</param>
/// <param name="Unsound">Of each board whose file is not sound, a sentence that names the file and says what is wrong.</param>
/// <param name="Fileless">Of each folder of hdl/boards without a board.json, a sentence on why.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record BoardListResult(
    IReadOnlyList<BoardLine> Boards, IReadOnlyList<FirmwareLine> Microcontrollers, IReadOnlyList<string> Unsound, IReadOnlyList<string> Fileless,
    Provenance Provenance);

/// <summary><c>board list</c>: the boards that there are sources for, and what is built.</summary>
internal sealed class BoardListCommand : ProgramCommand<BoardListSettings>
{
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardListCommand() : base("list", "list the boards, and what is built", "fhnhw board list") => Add(_json);

    /// <inheritdoc/>
    protected override BoardListSettings Read(ParseResult arguments) => new(_json.Read(arguments));

    /// <inheritdoc/>
    protected override int Execute(BoardListSettings settings, Session session)
    {
        var listing = BoardListing.Of(HdlSources.Find());
        var table = new Table().AddColumns("board", "title", "part", "lanes", "cells", "clock", "build", "state");
        foreach (var line in listing.Boards)
        {
            var board = line.Board;
            var (lanes, cellsPerLane, clock) = line.Build is { } build
                ? (build.Lanes, build.CellsPerLane, build.TargetMHz)
                : (board.Lanes, board.CellsPerLane, board.ClockMHz);
            table.AddRow(
                line.Name, Markup.Escape(board.Title), Markup.Escape(board.Part), Number(lanes), Number(lanes * cellsPerLane),
                string.Create(CultureInfo.InvariantCulture, $"{clock:0.##} MHz"), Markup.Escape(line.Build?.Variant ?? "none"), Markup.Escape(State(line)));
        }

        foreach (var line in listing.Microcontrollers)
        {
            table.AddRow(
                line.Name, Markup.Escape(line.Board.Title), Markup.Escape(line.Board.Part), "", Number(line.Board.Cells), $"{Number(line.Board.ClockMHz)} MHz",
                Markup.Escape(line.Build?.Variant ?? "none"), line.Build is { } build ? build.ConstantsHash + (line.Stale ? ", of older sources" : "") : "");
        }

        session.Screen.Write(table);
        foreach (var sentence in listing.Fileless)
        {
            session.Screen.Text.WriteLine(sentence);
        }

        foreach (var sentence in listing.Unsound)
        {
            session.Screen.Error.WriteLine($"fhnhw: {sentence}");
        }

        settings.Json?.Write(
            new BoardListResult(listing.Boards, listing.Microcontrollers, listing.Unsound, listing.Fileless, session.Provenance([])), session.Screen);
        return ExitCode.Done;
    }

    private static string State(BoardLine line) => line.Build switch
    {
        null => "",
        { MaxMHz: null, Fits: false } build => $"does not fit, {build.ConstantsHash}{Age(line)}",
        { MaxMHz: null } build => $"synthesised, {build.ConstantsHash}{Age(line)}",
        { MeetsTiming: true } build => string.Create(CultureInfo.InvariantCulture, $"{build.MaxMHz:0.0} MHz, {build.ConstantsHash}{Age(line)}"),
        { } build => string.Create(CultureInfo.InvariantCulture, $"misses timing: {build.MaxMHz:0.0} MHz{Age(line)}"),
    };

    private static string Age(BoardLine line) => line.Stale ? ", of older sources" : "";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
