using System.Globalization;
using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;

namespace FhnHw.Host.Checks;

/// <summary>Whether the files of all boards are sound: those of the checkout, else those that the program carries.</summary>
internal static class BoardFileChecks
{
    /// <summary>Reads each.</summary>
    /// <param name="find">Finds the sources.</param>
    public static Finding Run(Func<HdlSources> find)
    {
        const string Name = "board files";
        var unsound = new List<string>();
        var sound = SoundFiles.Of(() => new[] { find() }, unsound).Sum(sources =>
            BoardFile.Names(sources).Sum(board => SoundFiles.Of(() => new[] { BoardFile.Read(sources, board) }, unsound).Length)
            + FirmwareBoard.Names(sources).Sum(board => SoundFiles.Of(() => new[] { FirmwareBoard.Read(sources, board) }, unsound).Length));
        return unsound.Count == 0
            ? Finding.Good(Name, string.Create(CultureInfo.InvariantCulture, $"{sound}, all sound"))
            : Finding.Missing(
                Name, string.Create(CultureInfo.InvariantCulture, $"{unsound.Count} of {sound + unsound.Count} not sound"),
                string.Join(' ', unsound));
    }
}
