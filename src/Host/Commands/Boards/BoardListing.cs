using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;

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
internal sealed record BoardListing(IReadOnlyList<BoardLine> Boards, IReadOnlyList<FirmwareLine> Microcontrollers, IReadOnlyList<string> Unsound)
{
    /// <summary>Reads all of them.</summary>
    public static BoardListing Of(HdlSources sources)
    {
        var unsound = new List<string>();
        BoardLine[] boards = [.. BoardFile.Names(sources).SelectMany(name => Sound(() => LinesOf(sources, name), unsound))];
        FirmwareLine[] firmware = [.. FirmwareBoard.Names(sources).SelectMany(name => Sound(() => FirmwareLinesOf(sources, name), unsound))];
        return new BoardListing(boards, firmware, unsound);
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
}
