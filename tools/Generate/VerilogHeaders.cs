using FhnHw.Boards.Fpga;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Generate;

/// <summary>
/// The Verilog headers: that of the default format, and those of the testbenches' other formats, each in a folder of its own; and the size of one board,
/// with which the modules of a board are linted.
/// </summary>
internal static class VerilogHeaders
{
    private const string Folder = "hdl/rtl/generated", Name = "fhn_constants.vh", DefaultFormat = "w16-k8-e0", LintedBoard = "icebreaker";

    private static readonly BoardFile LintedSize = BoardFile.Read(HdlSources.Find(), LintedBoard);

    /// <summary>
    /// The formats of the testbenches of whole jobs, by the name of their folder and vectors: the default; a gain above one half, which
    /// saturates; the longest Y; narrow words.
    /// </summary>
    public static IReadOnlyDictionary<string, CellConstants> Formats { get; } = new Dictionary<string, CellConstants>
    {
        [DefaultFormat] = new(new CellFormat(), new CellParameters()),
        ["w16-k6-e0"] = new(new CellFormat(16, 6), new CellParameters(eps: 0.005)),
        ["w16-k12-e8"] = new(new CellFormat(16, 12, 8), new CellParameters(eps: 0.03)),
        ["w8-k8-e6"] = new(new CellFormat(8, 8, 6), new CellParameters()),
        ["w6-k8-e6"] = new(new CellFormat(6, 8, 6), new CellParameters()),
        ["w5-k8-e6"] = new(new CellFormat(5, 8, 6), new CellParameters()),
        ["w4-k8-e6"] = new(new CellFormat(4, 8, 6), new CellParameters()),
        ["w3-k8-e6"] = new(new CellFormat(3, 8, 6), new CellParameters()),
        ["w3-k8-e3"] = new(new CellFormat(3, 8, 3), new CellParameters()),
    };

    public static IEnumerable<GeneratedFile> Files() => Formats
        .Select(format => new GeneratedFile(
            format.Key == DefaultFormat ? $"{Folder}/{Name}" : $"{Folder}/{format.Key}/{Name}", VerilogConstants.Text(format.Value)))
        .Append(new GeneratedFile($"{Folder}/{VerilogSize.FileName}", VerilogSize.Text(LintedBoard, LintedSize, new BoardVariant())));
}
