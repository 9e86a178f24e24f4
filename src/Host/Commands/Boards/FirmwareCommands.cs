using System.Globalization;
using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Boards;

/// <summary>The rate of a microcontroller, as <c>board plan BOARD --json</c> writes it.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="NeuronSteps">Neuron-steps a second, by a count of clocks.</param>
/// <param name="SecondsAnImage">Seconds of an image's cells on the board.</param>
/// <param name="SecondsOfResponseTable">Seconds of all codes, once.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record FirmwarePlanResult(string Board, double NeuronSteps, double SecondsAnImage, double SecondsOfResponseTable, Provenance Provenance);

/// <summary>What <c>board build</c>, <c>flash</c> and <c>plan</c> do for the microcontrollers of firmware.</summary>
internal static class FirmwareCommands
{
    /// <summary>True for a microcontroller, false for a board with an FPGA.</summary>
    /// <exception cref="InvalidSettingException">There is neither of this name.</exception>
    public static bool IsMeant(HdlSources sources, string board)
    {
        string[] names = [.. BoardFile.Names(sources), .. FirmwareBoard.Names(sources)];
        return names.Contains(board) ? FirmwareBoard.Names(sources).Contains(board)
            : throw new InvalidSettingException($"There is no board '{board}'; take one of {string.Join(", ", names)}.");
    }

    /// <summary>Builds the firmware and tells its size.</summary>
    public static int Build(BoardBuildSettings settings, HdlSources sources, Session session)
    {
        if (settings.Variant != new BoardVariant() || settings.SynthesisOnly)
        {
            throw new InvalidSettingException(
                $"'{settings.Board}' is a microcontroller: it has no lanes and no synthesis; "
                + "leave out the options of arrays, --per-cell, --votes and --synthesis-only.");
        }

        var board = FirmwareBoard.Read(sources, settings.Board);
        var manifest = new FirmwareFlow(sources, ToolBox.OfProcess(), session.Cancellation).Build(settings.Board, settings.Constants);
        var speed = board.Analog ? "converters in place of the step"
            : FormattableString.Invariant($"constants {manifest.ConstantsHash}, {board.NeuronSteps / 1e6:0.0} M neuron-steps/s by the count of clocks");
        session.Screen.Text.WriteLine(
            $"Built {manifest.File} for the {board.Title}: {manifest.FlashBytes} bytes of program, {manifest.RamBytes} bytes of RAM, {speed}.");
        session.Screen.Text.WriteLine($"It lies in artifacts/boards/{manifest.Board}/{manifest.Variant}; flash it with 'fhnhw board flash {manifest.Board}'.");
        settings.Json?.Write(manifest, session.Screen);
        return ExitCode.Done;
    }

    /// <summary>Brings the firmware onto a board.</summary>
    public static int Flash(BoardFlashSettings settings, HdlSources sources, Session session)
    {
        if (settings.Sram)
        {
            throw new InvalidSettingException($"'{settings.Board}' is a microcontroller, which starts from its flash memory; leave out --sram.");
        }

        if (settings.IsDry)
        {
            throw new InvalidSettingException(
                $"'{settings.Board}' is a microcontroller, whose firmware is a file to copy, which 'fhnhw board build {settings.Board}' names; "
                + "leave out --dry-run.");
        }

        var flasher = new FirmwareFlasher(sources, ToolBox.OfProcess(), UsbDrives.OfProcess());
        var (manifest, place) = flasher.Flash(
            settings.Board, settings.Build, settings.Serial, build => Begin(build, sources, session.Screen), session.Cancellation);
        session.Screen.Text.WriteLine($"Written to {place}: constants {manifest.ConstantsHash}. Test it with 'fhnhw board selftest serial:PORT@BAUD'.");
        return ExitCode.Done;
    }

    /// <summary>Tells how fast the board steps, and what follows.</summary>
    public static int Plan(string name, ArraySettings array, int imageCells, JsonFile? json, HdlSources sources, Session session)
    {
        var board = FirmwareBoard.Read(sources, name);
        if (board.Analog)
        {
            throw new InvalidSettingException(
                $"'{name}' is a bench of analog cells, whose speed is theirs; ask it on its line, 'fhnhw board plan serial:PORT'.");
        }

        double steps = array.Window.TransientSteps + array.Window.Steps;
        var image = imageCells * steps / board.NeuronSteps;
        var table = array.Codes.Count * steps / board.NeuronSteps;
        session.Screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{board.Title}: {board.Cells} cells; {board.Cores} x {board.ClockMHz} MHz at {board.CyclesPerStep:0.##} clocks a step "
            + $"give {board.NeuronSteps / 1e6:0.0} M neuron-steps/s, by a count of instructions."));
        session.Screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"An image of {imageCells} cells takes {image:0.##} s, the response table of {array.Codes.Count} codes {table:0.#} s; "
            + $"then every epoch is a look-up. The line carries {board.Baud / 10_000.0:0.#} kB/s each way."));
        json?.Write(new FirmwarePlanResult(name, board.NeuronSteps, image, table, session.Provenance([])), session.Screen);
        return ExitCode.Done;
    }

    private static void Begin(FirmwareManifest build, HdlSources sources, Screen screen)
    {
        screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Taking the build {build.Variant} of {build.Date:yyyy-MM-dd HH:mm} UTC."));
        screen.Text.Flush();
        if (build.SourcesHash != FirmwareFlow.SourcesHash(sources, build.Board))
        {
            screen.Error.WriteLine($"The sources have changed since this build; 'fhnhw board build {build.Board}' makes a new one.");
        }
    }
}
