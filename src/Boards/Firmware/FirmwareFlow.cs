using System.Globalization;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Firmware;

/// <summary>Builds the reference device's core as a microcontroller's firmware, by firmware/Makefile, into artifacts/boards/BOARD/VARIANT.</summary>
/// <param name="sources">The checkout.</param>
/// <param name="tools">Where the compiler is looked for.</param>
/// <param name="cancellation">Ends the compiler.</param>
public sealed class FirmwareFlow(HdlSources sources, ToolBox tools, CancellationToken cancellation)
{
    private const string Sources = "firmware", Core = "tools/refdevice";

    private static readonly Tool[] Needed = [Tool.Make, FirmwareTools.Compiler];

    /// <summary>Hash of all that a board's firmware depends on beside constants and compiler.</summary>
    public static string SourcesHash(HdlSources sources, string board)
    {
        var files = FirmwareBoard.Read(sources, board).Files ?? board;
        return sources.Hash(
            $"{Core}/core", $"{Core}/fhn_protocol.h", $"{Sources}/common", $"{Sources}/link.ld", $"{Sources}/Makefile",
            $"{Sources}/{board}", $"{Sources}/{files}");
    }

    /// <summary>Builds.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="constants">What its cells compute.</param>
    /// <exception cref="InvalidSettingException">There is no such board, or it cannot have such cells.</exception>
    /// <exception cref="ToolMissingException">Compiler or make are not installed.</exception>
    /// <exception cref="BoardCheckException">The compiler refused the sources.</exception>
    public FirmwareManifest Build(string board, CellConstants constants)
    {
        var file = FirmwareBoard.Read(sources, board);
        CheckFits(constants);
        tools.Require(Needed);
        using var hold = BoardFlow.Hold(sources, board, cancellation);
        using var scratch = new ScratchFolder(BoardFlow.FolderOf(sources, board), alone: true);
        var binary = Compile(board, constants, scratch.Path);
        var name = Finish(file, binary, scratch.Path);
        var manifest = Describe(board, constants, scratch.Path, name);
        manifest.Write(scratch.Path);
        scratch.MoveTo(BoardFlow.FolderOf(sources, board, manifest.Variant));
        return manifest;
    }

    // The firmware's loop keeps Y in one register.
    private static void CheckFits(CellConstants constants)
    {
        var bits = constants.YhBits + constants.Format.LowBits;
        if (bits > 32)
        {
            throw new InvalidSettingException($"The firmware keeps y in 32 bits, and this format needs {bits}.")
            {
                Remedies = [Remedy.Smaller(nameof(CellFormat.CurrentExtraBits)), Remedy.Smaller(nameof(CellFormat.DtExponent))],
            };
        }
    }

    private string Compile(string board, CellConstants constants, string folder)
    {
        using var place = new BuildPlace(sources.Root, [Sources, Core], folder);
        var header = Path.Combine(place.Output, "constants");
        Directory.CreateDirectory(header);
        File.WriteAllText(Path.Combine(header, "fhn_constants.h"), CConstants.Text(constants));
        var run = tools.Run(
            Tool.Make, ["-s", "-C", Path.Combine(place.Root, Sources), $"BOARD={board}", $"OUT={place.Output}", $"CONSTANTS={header}"],
            sources.Root, cancellation);
        place.BringTo(folder);
        return run.Code == 0 ? Path.Combine(folder, "firmware.bin")
            : throw new BoardCheckException($"The firmware for {board} does not compile: {run.Complaint}");
    }

    // The file that the board takes.
    private static string Finish(FirmwareBoard file, string binary, string folder)
    {
        var program = File.ReadAllBytes(binary);
        if (file.SecondStage)
        {
            SecondStage.Seal(program);
            File.WriteAllBytes(binary, program);
        }

        if (file.Flash != "uf2")
        {
            return file.Flash == "hex" ? "firmware.hex" : "firmware.bin";
        }

        File.WriteAllBytes(Path.Combine(folder, "firmware.uf2"), Uf2.Of(program, file.Start, file.Family));
        return "firmware.uf2";
    }

    private FirmwareManifest Describe(string board, CellConstants constants, string folder, string name)
    {
        var format = constants.Format;
        var variant = $"w{format.WordBits}-e{format.CurrentExtraBits}-k{format.DtExponent}"
            + (constants.Parameters == new CellParameters() ? "" : $"-{constants.Hash}");
        var size = tools.Run(FirmwareTools.Size, [Path.Combine(folder, "firmware.elf")], sources.Root, cancellation);
        var numbers = size.Output.Split('\n').ElementAtOrDefault(1)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        int[] bytes = [.. numbers.Take(3).Select(number => int.TryParse(number, CultureInfo.InvariantCulture, out var value) ? value : 0)];
        return bytes.Length < 3 ? throw new BoardCheckException($"arm-none-eabi-size tells no sizes of the firmware for {board}: {size.Complaint}")
            : new FirmwareManifest(
                board, variant, constants.Hash, constants.Canonical(), SourcesHash(sources, board), tools.Version(FirmwareTools.Compiler),
                bytes[0] + bytes[1], bytes[1] + bytes[2], name, FirmwareManifest.Hash(File.ReadAllBytes(Path.Combine(folder, name))), DateTime.UtcNow);
    }
}
