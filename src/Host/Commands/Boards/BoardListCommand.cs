using System.CommandLine;
using System.Globalization;
using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using Spectre.Console;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board list</c> was told.</summary>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardListSettings(JsonFile? Json);

/// <summary>One build of a board, or a board without builds, as <c>board list --json</c> writes it.</summary>
/// <param name="Name">The board's name on the command line.</param>
/// <param name="Board">What its file says.</param>
/// <param name="Build">The build, or null.</param>
/// <param name="Stale">True where the sources have changed since.</param>
internal sealed record BoardLine(string Name, BoardFile Board, BoardManifest? Build, bool Stale);

/// <summary>One build of a microcontroller's firmware, or a microcontroller without builds, as <c>board list --json</c> writes it.</summary>
/// <param name="Name">The board's name on the command line.</param>
/// <param name="Board">What its file says.</param>
/// <param name="Build">The build, or null.</param>
/// <param name="Stale">True where the sources have changed since.</param>
internal sealed record FirmwareLine(string Name, FirmwareBoard Board, FirmwareManifest? Build, bool Stale);

/// <summary>The boards, as <c>board list --json</c> writes them.</summary>
/// <param name="Boards">One line a build, and one for each board without any.</param>
/// <param name="Microcontrollers">The same of microcontrollers.</param>
/// <param name="Unsound">Of each board whose file is not sound, a sentence that names the file and says what is wrong.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record BoardListResult(IReadOnlyList<BoardLine> Boards, IReadOnlyList<FirmwareLine> Microcontrollers, IReadOnlyList<string> Unsound, Provenance Provenance);

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
        var sources = HdlSources.Find();
        var unsound = new List<string>();
        BoardLine[] lines = [.. BoardFile.Names(sources).SelectMany(name => Sound(() => LinesOf(sources, name), unsound))];
        var table = new Table().AddColumns("board", "title", "part", "lanes", "cells", "clock", "build", "state");
        foreach (var line in lines)
        {
            var board = line.Board;
            var (lanes, cellsPerLane, clock) = line.Build is { } build
                ? (build.Lanes, build.CellsPerLane, build.TargetMHz)
                : (board.Lanes, board.CellsPerLane, board.ClockMHz);
            table.AddRow(
                line.Name, Markup.Escape(board.Title), Markup.Escape(board.Part), Number(lanes), Number(lanes * cellsPerLane),
                string.Create(CultureInfo.InvariantCulture, $"{clock:0.##} MHz"), Markup.Escape(line.Build?.Variant ?? "none"), Markup.Escape(State(line)));
        }

        FirmwareLine[] firmware = [.. FirmwareBoard.Names(sources).SelectMany(name => Sound(() => FirmwareLinesOf(sources, name), unsound))];
        foreach (var line in firmware)
        {
            table.AddRow(
                line.Name, Markup.Escape(line.Board.Title), Markup.Escape(line.Board.Part), "", Number(line.Board.Cells), $"{Number(line.Board.ClockMHz)} MHz",
                Markup.Escape(line.Build?.Variant ?? "none"), line.Build is { } build ? build.ConstantsHash + (line.Stale ? ", of older sources" : "") : "");
        }

        session.Screen.Write(table);
        foreach (var sentence in unsound)
        {
            session.Screen.Error.WriteLine($"fhnhw: {sentence}");
        }

        settings.Json?.Write(new BoardListResult(lines, firmware, unsound, session.Provenance([])), session.Screen);
        return ExitCode.Done;
    }

    // A board that somebody is just making does not hide the others.
    private static T[] Sound<T>(Func<T[]> lines, List<string> unsound)
    {
        try
        {
            return lines();
        }
        catch (Exception error) when (error is InvalidSettingException or UnusableFileException or IOException or UnauthorizedAccessException)
        {
            unsound.Add(Failure.Of(error).Sentence!);
            return [];
        }
    }

    private static BoardLine[] LinesOf(HdlSources sources, string name)
    {
        var (board, builds) = (BoardFile.Read(sources, name), BoardBuilds.Of(sources, name));
        return builds.Count == 0
            ? [new BoardLine(name, board, null, false)]
            : [.. builds.Select(build => new BoardLine(name, board, build, build.SourcesHash != BoardFlow.SourcesHash(sources, name)))];
    }

    private static FirmwareLine[] FirmwareLinesOf(HdlSources sources, string name)
    {
        var (board, builds) = (FirmwareBoard.Read(sources, name), FirmwareManifest.Of(sources, name));
        return builds.Count == 0
            ? [new FirmwareLine(name, board, null, false)]
            : [.. builds.Select(build => new FirmwareLine(name, board, build, build.SourcesHash != FirmwareFlow.SourcesHash(sources, name)))];
    }

    private static string State(BoardLine line) => line.Build switch
    {
        null => "",
        { MaxMHz: null } build => $"synthesised, {build.ConstantsHash}{Age(line)}",
        { MeetsTiming: true } build => string.Create(CultureInfo.InvariantCulture, $"{build.MaxMHz:0.0} MHz, {build.ConstantsHash}{Age(line)}"),
        { } build => string.Create(CultureInfo.InvariantCulture, $"misses timing: {build.MaxMHz:0.0} MHz{Age(line)}"),
    };

    private static string Age(BoardLine line) => line.Stale ? ", of older sources" : "";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
