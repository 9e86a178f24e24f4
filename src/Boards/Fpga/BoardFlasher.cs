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
    /// <summary>Flashes.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="build">The name of the build to take; null where there is one alone.</param>
    /// <param name="sram">True to load the FPGA itself, until power goes; else the flash memory that it starts from.</param>
    /// <param name="serial">The USB serial number of the board to flash; null where one alone is attached.</param>
    /// <param name="begins">Told the build that was taken and the programmer's command line, before it starts.</param>
    /// <param name="cancellation">Ends the programmer.</param>
    /// <returns>The build that is now on the board, and the programmer's run.</returns>
    /// <exception cref="InvalidSettingException">There is no such board or build of it, or there are several of either and none is named.</exception>
    /// <exception cref="BoardCheckException">The build missed timing, its bitstream was changed, or the programmer failed.</exception>
    /// <exception cref="DeviceMissingException">No board is attached, or it may not be opened, or the programmer is not installed.</exception>
    public (BoardManifest Manifest, ToolRun Run) Flash(
        string board, string? build, bool sram, string? serial, Action<BoardManifest, string> begins, CancellationToken cancellation)
    {
        var file = BoardFile.Read(sources, board);
        using var hold = BoardFlow.Hold(sources, board, cancellation); // no build puts another bitstream there meanwhile
        var (manifest, bitstream) = Built(board, build);
        tools.Require(file.Programmer == Tool.Iceprog.Name ? Tool.Iceprog : Tool.OpenFpgaLoader);
        var device = Choose(file, serial, [.. usb.Of(UsbDevices.Ftdi).Where(each => IsBoard(file, each))]);
        var (tool, arguments) = Programmer(file, sram, device, bitstream);
        begins(manifest, CommandLine(tool, arguments));
        var run = tools.Run(tool, arguments, sources.Root, cancellation, mayOutlive: true);
        return run.Code == 0 ? (manifest, run) : throw Explain(manifest, file, tool, run);
    }

    /// <summary>The build that <see cref="Flash"/> would take and the programmer's command line, to be run in the checkout; nothing is opened or run.</summary>
    /// <inheritdoc cref="Flash" path="/param"/>
    /// <exception cref="InvalidSettingException">There is no such board or build of it, or there are several of either and none is named.</exception>
    /// <exception cref="BoardCheckException">The build missed timing, or its bitstream was changed.</exception>
    /// <exception cref="DeviceMissingException">No board has this serial number.</exception>
    public (BoardManifest Manifest, string CommandLine) Plan(string board, string? build, bool sram, string? serial)
    {
        var file = BoardFile.Read(sources, board);
        var (manifest, bitstream) = Built(board, build);
        var device = Choose(file, serial, [.. usb.Of(UsbDevices.Ftdi).Where(each => IsBoard(file, each))]);
        var (tool, arguments) = Programmer(file, sram, device, bitstream);
        return (manifest, CommandLine(tool, arguments));
    }

    // As it is typed in the checkout.
    private string CommandLine(Tool tool, string[] arguments) => string.Join(' ', arguments
        .Select(argument => Path.IsPathRooted(argument) ? Path.GetRelativePath(sources.Root, argument) : argument)
        .Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument).Prepend(tool.Name));

    private (BoardManifest Manifest, string Bitstream) Built(string board, string? build)
    {
        var manifest = BoardBuilds.Choose(sources, board, build);
        if (!manifest.MeetsTiming)
        {
            throw new BoardCheckException(string.Create(CultureInfo.InvariantCulture,
                $"The build for {board} reaches {manifest.MaxMHz:0.0} MHz and needs {manifest.TargetMHz:0.##} MHz, "
                    + $"so it would compute wrong numbers; build it again with fewer lanes."));
        }

        var bitstream = Path.Combine(BoardFlow.FolderOf(sources, board, manifest.Variant), manifest.Bitstream!);
        if (!File.Exists(bitstream) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(bitstream))) != manifest.BitstreamSha256)
        {
            throw new BoardCheckException($"The bitstream for {board} is not the one that was built.")
            {
                Remedies = [Remedy.Do(RemedyAction.BuildBitstream).With(board)],
            };
        }

        return (manifest, bitstream);
    }

    private static (Tool Tool, string[] Arguments) Programmer(BoardFile file, bool sram, UsbDevice? device, string bitstream)
    {
        if (file.Programmer == Tool.Iceprog.Name)
        {
            string[] one = device is null ? [] : ["-d", $"s:0x{device.Vendor}:0x{device.Product}:{device.Serial}"];
            string[] memory = sram ? ["-S"] : [];
            return (Tool.Iceprog, [.. one, .. memory, bitstream]);
        }

        string[] board = file.ProgrammerBoard is { } name ? ["-b", name] : [];
        string[] serial = device is null ? [] : ["--ftdi-serial", device.Serial];
        return (Tool.OpenFpgaLoader, [.. board, .. serial, sram ? "--write-sram" : "--write-flash", bitstream]);
    }

    // The chip that the programmer speaks with: FT2232H or FT232H for iceprog, FT231X on a ULX3S, any else.
    private static bool IsBoard(BoardFile file, UsbDevice device) => file.Programmer == Tool.Iceprog.Name ? device.Product is "6010" or "6014"
        : file.ProgrammerBoard != "ulx3s" || device.Product == "6015";

    // Null where there is no choice to make.
    private static UsbDevice? Choose(BoardFile file, string? serial, UsbDevice[] boards)
    {
        if (serial is not null)
        {
            return Array.Find(boards, board => board.Serial == serial) ?? throw new DeviceMissingException(boards.Length == 0
                ? $"No {file.Title} is on USB; plug it in, and see 'lsusb' for a device of 0403 (FTDI)."
                : $"No {file.Title} with the serial number '{serial}' is on USB; there {Serials(boards)}.");
        }

        return boards.Length < 2 ? null : throw new InvalidSettingException(
            $"Several boards may be the {file.Title}: there {Serials(boards)}; name one.")
        { Remedies = [Remedy.AsSaid("UsbSerial")] };
    }

    private static string Serials(UsbDevice[] boards) =>
        (boards.Length == 1 ? "is " : "are ")
        + string.Join(" and ", boards.Select(board => board.Serial.Length > 0 ? board.Serial : "one without a number"));

    // All that it printed is kept beside the bitstream.
    private Exception Explain(BoardManifest manifest, BoardFile file, Tool tool, ToolRun run)
    {
        var log = Path.Combine(BoardFlow.FolderOf(sources, manifest.Board, manifest.Variant), "flash.log");
        File.WriteAllText(log, run.Output);
        var devices = usb.Of(UsbDevices.Ftdi);
        return new ProgrammerTrouble(tool, run, log).ToError(
            [.. devices.Where(device => IsBoard(file, device))], [.. devices.Where(device => !IsBoard(file, device))], Environment.IsPrivilegedProcess);
    }
}
