using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;

namespace FhnHw.Host.Commands.Boards;

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

/// <summary>The boards that there are sources for, and their builds.</summary>
/// <param name="Boards">One line a build, and one for each board without any.</param>
/// <param name="Microcontrollers">The same of microcontrollers.</param>
/// <param name="Unsound">Of each board whose file is not sound, a sentence that names the file and says what is wrong.</param>
/// <param name="Fileless">Of each folder of hdl/boards without a board.json, a sentence on why.</param>
internal sealed record BoardListing(
    IReadOnlyList<BoardLine> Boards, IReadOnlyList<FirmwareLine> Microcontrollers, IReadOnlyList<string> Unsound, IReadOnlyList<string> Fileless)
{
    /// <summary>Reads all of them.</summary>
    public static BoardListing Of(HdlSources sources)
    {
        var unsound = new List<string>();
        BoardLine[] boards = [.. BoardFile.Names(sources).SelectMany(name => SoundFiles.Of(() => LinesOf(sources, name), unsound))];
        FirmwareLine[] firmware = [.. FirmwareBoard.Names(sources).SelectMany(name => SoundFiles.Of(() => FirmwareLinesOf(sources, name), unsound))];
        return new BoardListing(boards, firmware, unsound, [.. FilelessIn(sources)]);
    }

    // Folders that hold a top module, or no Verilog yet, and no board.json; modules alone, such as those of PLLs, are no board.
    private static IEnumerable<string> FilelessIn(HdlSources sources)
    {
        var boards = Path.Combine(sources.Hdl, "boards");
        return from folder in Directory.Exists(boards) ? Directory.GetDirectories(boards).Order(StringComparer.Ordinal) : Enumerable.Empty<string>()
               let name = Path.GetFileName(folder)
               where !File.Exists(Path.Combine(folder, "board.json"))
               where File.Exists(Path.Combine(folder, "top.v")) || Directory.GetFiles(folder, "*.v").Length == 0
               select Directory.GetFiles(folder, "*.tcl").Order(StringComparer.Ordinal).FirstOrDefault() is { } script
                   ? $"hdl/boards/{name} is built by {Path.GetFileName(script)} with the maker's tools, untried here, so it is not in this list."
                   : $"hdl/boards/{name} has no board.json, so it is not in this list; hdl/boards/README.md has the keys of one.";
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
}
