using FhnHw.Boards.Fpga;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests;

/// <summary>A checkout of its own with one small board, whose bitstream takes seconds.</summary>
public sealed class TinyCheckout : IDisposable
{
    public const string Board = "tiny";

    private readonly TemporaryFolder _folder = new();
    private readonly double _clockMHz;
    private readonly string _family, _part;

    public TinyCheckout(double clockMHz = 12, string logic = "count + step", string family = "ice40")
    {
        Write("FhnHw.sln", "");
        Write("hdl/rtl/files.f", "fhn_count.v\n");
        Write("hdl/rtl/generated/fhn_protocol.vh", "");
        Write("hdl/rtl/fhn_count.v", $$"""
            `include "fhn_constants.vh"
            module fhn_count (input wire clk_i, output reg [7:0] count);
                wire [7:0] step = `FHN_W;
                always @(posedge clk_i) count <= {{logic}};
            endmodule
            """);
        Write("hdl/boards/tiny/tiny.v", """
            module tiny (input wire clk, output wire led);
                wire [7:0] count;
                fhn_count counter (.clk_i(clk), .count(count));
                assign led = count[7];
            endmodule
            """);
        Write("hdl/boards/tiny/tiny.pcf", "set_io clk 35\nset_io led 11\n");
        (_clockMHz, _family) = (clockMHz, family);
        _part = family == "ecp5" ? "\"device\": \"25k\", \"package\": \"CABGA381\"" : "\"device\": \"up5k\", \"package\": \"sg48\"";
        WriteBoard();
    }

    /// <summary>Writes the board's file, with more keys than it has by itself.</summary>
    public void WriteBoard(string more = "\"fabric\": false", string board = Board) =>
        Write($"hdl/boards/{board}/board.json", FormattableString.Invariant($$"""
            { "title": "Tiny", "part": "iCE40UP5K", "family": "{{_family}}", {{_part}}, "top": "tiny", "pins": "tiny.pcf",
              "clockMHz": {{_clockMHz}}, "baud": 3000000, "lanes": 1, "cellsPerLane": 8, "queue": 64, "programmer": "iceprog", {{more}} }
            """));

    public static CellConstants Constants { get; } = new(new CellFormat(), new CellParameters());

    public HdlSources Sources => new(_folder.Path);

    public List<FlowStep> Steps { get; } = [];

    /// <summary>The build of <see cref="Constants"/> on the board's one lane.</summary>
    public const string Variant = "w16-e0-k8-lanes1";

    public string BoardFolder => BoardFlow.FolderOf(Sources, Board);

    public string BuildFolder => BoardFlow.FolderOf(Sources, Board, Variant);

    public void Write(string path, string text)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public BoardManifest Build(ToolBox? tools = null, int seeds = 1, bool synthesisOnly = false, CellConstants? constants = null) =>
        new BoardFlow(Sources, tools ?? ToolBox.OfProcess(), Steps.Add, seeds, CancellationToken.None)
            .Build(Board, constants ?? Constants, synthesisOnly: synthesisOnly);

    public void Dispose() => _folder.Dispose();
}
