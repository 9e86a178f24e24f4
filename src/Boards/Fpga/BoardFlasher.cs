using System.Globalization;
using System.Security.Cryptography;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>Flashes a built bitstream onto a board.</summary>
/// <param name="sources">The checkout.</param>
/// <param name="tools">Where the programmers are looked for.</param>
/// <param name="usb">What is plugged in.</param>
public sealed class BoardFlasher(HdlSources sources, ToolBox tools, UsbDevices usb)
{
    private const string Rule = "SUBSYSTEM==\"usb\", ATTR{idVendor}==\"0403\", MODE=\"0660\", GROUP=\"plugdev\", TAG+=\"uaccess\"";

    /// <summary>Flashes.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="sram">True to load the FPGA itself, until power goes; else the flash memory that it starts from.</param>
    /// <param name="cancellation">Ends the programmer.</param>
    /// <returns>The build that is now on the board, and the programmer's run.</returns>
    /// <exception cref="InvalidSettingException">There is no such board, or no build of it.</exception>
    /// <exception cref="BoardCheckException">The build missed timing, its bitstream was changed, or the programmer failed.</exception>
    /// <exception cref="DeviceMissingException">No board is attached, or it may not be opened, or the programmer is not installed.</exception>
    public (BoardManifest Manifest, ToolRun Run) Flash(string board, bool sram, CancellationToken cancellation)
    {
        var file = BoardFile.Read(sources, board);
        using var hold = BoardFlow.Hold(sources, board, cancellation); // no build puts another bitstream there meanwhile
        var (manifest, bitstream) = Built(board);
        var (tool, arguments) = Programmer(file, sram, bitstream);
        tools.Require(tool);
        var run = tools.Run(tool, arguments, sources.Root, cancellation, mayOutlive: true);
        return run.Code == 0 ? (manifest, run) : throw Explain(tool, run);
    }

    private (BoardManifest Manifest, string Bitstream) Built(string board)
    {
        var folder = BoardFlow.FolderOf(sources, board);
        if (BoardManifest.Read(folder) is not { Bitstream: { } name } manifest)
        {
            throw new InvalidSettingException($"There is no bitstream for {board}.")
            {
                Remedies = [Remedy.Do(RemedyAction.BuildBitstream).With(board)],
            };
        }

        if (!manifest.MeetsTiming)
        {
            throw new BoardCheckException(string.Create(CultureInfo.InvariantCulture,
                $"The build for {board} reaches {manifest.MaxMHz:0.0} MHz and needs {manifest.TargetMHz:0.##} MHz, "
                    + $"so it would compute wrong numbers; build it again with fewer lanes."));
        }

        var bitstream = Path.Combine(folder, name);
        if (!File.Exists(bitstream) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(bitstream))) != manifest.BitstreamSha256)
        {
            throw new BoardCheckException($"The bitstream for {board} is not the one that was built.")
            {
                Remedies = [Remedy.Do(RemedyAction.BuildBitstream).With(board)],
            };
        }

        return (manifest, bitstream);
    }

    private static (Tool Tool, string[] Arguments) Programmer(BoardFile file, bool sram, string bitstream)
    {
        if (file.Programmer == Tool.Iceprog.Name)
        {
            return (Tool.Iceprog, sram ? ["-S", bitstream] : [bitstream]);
        }

        string[] board = file.ProgrammerBoard is { } name ? ["-b", name] : [];
        return (Tool.OpenFpgaLoader, [.. board, sram ? "--write-sram" : "--write-flash", bitstream]);
    }

    private Exception Explain(Tool tool, ToolRun run)
    {
        var notFound = run.Output.Contains("Can't find iCE FTDI USB device", StringComparison.Ordinal)
            || run.Output.Contains("unable to open ftdi device", StringComparison.OrdinalIgnoreCase)
            || run.Output.Contains("unable to open device", StringComparison.OrdinalIgnoreCase);
        if (!notFound)
        {
            return new BoardCheckException(
                $"{tool.Name} failed with code {run.Code} ('{run.Complaint.TrimEnd('.')}'); check the cable and try again.");
        }

        return usb.Has(UsbDevices.Ftdi)
            ? new DeviceMissingException(
                $"The board is attached but may not be opened; write '{Rule}' into /etc/udev/rules.d/53-fhnhw.rules, "
                    + "run 'sudo udevadm control --reload', and plug it in again.")
            : new DeviceMissingException($"{tool.Name} finds no board on USB; plug it in, and see 'lsusb' for a device of 0403 (FTDI).");
    }
}
