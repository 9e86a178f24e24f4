using System.CommandLine;
using System.Globalization;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board flash</c> was told.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Build">The name of the build to take, or null where there is one alone.</param>
/// <param name="Sram">Load the FPGA itself, until power is off.</param>
/// <param name="Serial">The USB serial number of the one to flash, or null.</param>
/// <param name="IsDry">Say what would be run, and run nothing.</param>
internal sealed record BoardFlashSettings(string Board, string? Build, bool Sram, string? Serial, bool IsDry);

/// <summary><c>board flash</c>: loads the built bitstream onto an attached board.</summary>
internal sealed class BoardFlashCommand : ProgramCommand<BoardFlashSettings>
{
    private readonly Argument<string> _board = new Argument<string>("BOARD") { Description = "a board of 'fhnhw board list'" }.OfBoards();
    private readonly Option<string?> _build = Make.Text("--build", "NAME", "which build, as 'fhnhw board list' names it, where there are several");
    private readonly Option<bool> _sram = Make.Flag("--sram", "load the FPGA only, until power is off; without it, write the flash memory");

    private readonly Option<string?> _serial = Make.Text("--serial", "NUMBER", "the USB serial number of the board, where several are attached");

    private readonly Option<bool> _dryRun = Make.Flag("--dry-run", "print the programmer's command line, and run nothing");

    /// <summary>Declares the options.</summary>
    public BoardFlashCommand() : base(
        "flash", "load a built bitstream or firmware onto a board",
        "fhnhw board flash icebreaker", "fhnhw board flash icebreaker --dry-run", "fhnhw board flash icebreaker --sram",
        "fhnhw board flash ulx3s --serial K00123", "fhnhw board flash hx8k --build w3-e3-k8-cells100", "fhnhw board flash pico")
    {
        Add(_board);
        Add(_build);
        Add(_sram);
        Add(_serial);
        Add(_dryRun);
    }

    /// <inheritdoc/>
    protected override BoardFlashSettings Read(ParseResult arguments) =>
        new(arguments.GetValue(_board)!, arguments.GetValue(_build), arguments.GetValue(_sram), arguments.GetValue(_serial), arguments.GetValue(_dryRun));

    /// <inheritdoc/>
    protected override int Execute(BoardFlashSettings settings, Session session)
    {
        var sources = HdlSources.Find();
        if (FirmwareCommands.IsMeant(sources, settings.Board))
        {
            return FirmwareCommands.Flash(settings, sources, session);
        }

        var flasher = new BoardFlasher(sources, ToolBox.OfProcess(), new UsbDevices());
        if (settings.IsDry)
        {
            var (build, commandLine) = flasher.Plan(settings.Board, settings.Build, settings.Sram, settings.Serial);
            Begin(build, commandLine, sources, session.Screen);
            return ExitCode.Done;
        }

        var (manifest, run) = flasher.Flash(
            settings.Board, settings.Build, settings.Sram, settings.Serial,
            (build, commandLine) => Begin(build, commandLine, sources, session.Screen), session.Cancellation);
        session.Screen.Text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Flashed {settings.Board} in {run.Elapsed.TotalSeconds:0} s: constants {manifest.ConstantsHash}, "
            + $"{manifest.Lanes} lanes of {manifest.CellsPerLane} cells. Test it with 'fhnhw board selftest'."));
        return ExitCode.Done;
    }

    private static void Begin(BoardManifest build, string commandLine, HdlSources sources, Screen screen)
    {
        screen.Text.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Taking the build {build.Variant} of {build.Date:yyyy-MM-dd HH:mm} UTC, which reaches {build.MaxMHz:0.0} MHz."));
        screen.Text.WriteLine($"In {sources.Root}: {commandLine}");
        screen.Text.Flush();
        if (build.SourcesHash != BoardFlow.SourcesHash(sources, build.Board))
        {
            screen.Error.WriteLine($"The sources have changed since this build; 'fhnhw board build {build.Board}' makes a new one.");
        }
    }
}
