using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class BoardFiguresTests
{
    private const string Today = "hash of what was routed";

    [Fact]
    public void An_array_that_is_routed_again_replaces_its_figures_and_no_others()
    {
        using var checkout = new TinyCheckout();
        var (lanes, perCell) = (Array(new BoardVariant()), Array(new BoardVariant(PerCell: true)));
        BoardFigures.Record(checkout.Sources, Manifest(50), lanes, Today);
        BoardFigures.Record(checkout.Sources, Manifest(40), perCell, Today);
        BoardFigures.Record(checkout.Sources, Manifest(60.04), lanes, Today);
        Assert.Equal(
            [("lanes", 60.0), ("per-cell", 40.0)],
            BoardFigures.Read(checkout.Sources, TinyCheckout.Board).Select(figures => (figures.Array, figures.MaxMHz)));
    }

    [Fact]
    public void Figures_are_no_source_so_they_do_not_make_themselves_stale()
    {
        using var checkout = new TinyCheckout();
        var before = BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board);
        BoardFigures.Record(checkout.Sources, Manifest(50), Array(new BoardVariant()), Today);
        Assert.Equal(before, BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board));
        checkout.Write("hdl/rtl/fhn_count.v", "module fhn_count (); endmodule");
        Assert.NotEqual(before, BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board));
    }

    [Fact]
    public void Comments_and_white_space_of_Verilog_make_no_figures_stale()
    {
        using var checkout = new TinyCheckout();
        checkout.Write("hdl/rtl/fhn_count.v", "module fhn_count (input wire clk_i); /* a\nb */ endmodule\n");
        var before = BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board);
        checkout.Write("hdl/rtl/fhn_count.v", "// counts\nmodule fhn_count (input wire clk_i);\n    endmodule\n");
        Assert.Equal(before, BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board));
    }

    [Fact]
    public void Why_figures_are_old_stands_beside_them_and_is_no_source()
    {
        using var checkout = new TinyCheckout();
        Assert.Empty(BoardFigures.Older(checkout.Sources, TinyCheckout.Board));
        var before = BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board);
        checkout.Write($"hdl/boards/{TinyCheckout.Board}/{BoardFigures.OlderName}", """{ "lanes": "takes hours" }""");
        Assert.Equal("takes hours", BoardFigures.Older(checkout.Sources, TinyCheckout.Board)["lanes"]);
        Assert.Equal(before, BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board));
        checkout.Write($"hdl/boards/{TinyCheckout.Board}/{BoardFigures.OlderName}", "[]");
        Assert.Contains("give it a sentence", Assert.Throws<InvalidSettingException>(() => BoardFigures.Older(checkout.Sources, TinyCheckout.Board)).Message);
    }

    [Fact]
    public void Why_an_array_has_no_figures_is_kept_until_it_has_some()
    {
        using var checkout = new TinyCheckout();
        var lanes = Array(new BoardVariant());
        BoardFigures.Explain(checkout.Sources, TinyCheckout.Board, lanes, "it does not fit");
        Assert.Equal("it does not fit", BoardFigures.Older(checkout.Sources, TinyCheckout.Board)["lanes"]);
        BoardFigures.Record(checkout.Sources, Manifest(50), lanes, Today);
        Assert.Empty(BoardFigures.Older(checkout.Sources, TinyCheckout.Board));
        Assert.False(File.Exists(Path.Combine(checkout.Sources.Hdl, "boards", TinyCheckout.Board, BoardFigures.OlderName)));
    }

    [Fact]
    public void An_array_is_stale_by_its_own_sources_and_not_by_prices_or_other_arrays()
    {
        using var checkout = new TinyCheckout();
        var lanes = Array(new BoardVariant());
        var before = BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board, lanes);
        checkout.WriteBoard("\"price\": { \"from\": 10, \"to\": 20 }");
        Assert.Equal(before, BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board, lanes));
        checkout.WriteBoard("\"parallel\": { \"clockMHz\": 12, \"cells\": 8, \"bits\": 3, \"extraBits\": 3, \"queue\": 64 }");
        Assert.Equal(before, BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board, lanes));
        checkout.WriteBoard("\"synthesis\": \"-abc9\"");
        Assert.NotEqual(before, BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board, lanes));
        checkout.WriteBoard("\"fabric\": true");
        Assert.NotEqual(before, BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board, lanes));
    }

    [Fact]
    public void Kinds_of_elements_that_are_not_used_are_left_out()
    {
        using var checkout = new TinyCheckout();
        BoardFigures.Record(checkout.Sources, Manifest(50), Array(new BoardVariant()), Today);
        Assert.Equal([new Utilisation("LUT4", 10, 100)], Assert.Single(BoardFigures.Read(checkout.Sources, TinyCheckout.Board)).Elements);
    }

    [Fact]
    public void Figures_that_are_not_sound_are_named()
    {
        using var checkout = new TinyCheckout();
        checkout.Write($"hdl/boards/{TinyCheckout.Board}/{BoardFigures.FileName}", "[");
        Assert.Contains(
            "hdl/boards/tiny/figures.json is not sound",
            Assert.Throws<InvalidSettingException>(() => BoardFigures.Read(checkout.Sources, TinyCheckout.Board)).Message);
    }

    [Fact]
    public void Each_array_that_a_board_file_has_a_size_for_is_routed() => Assert.Equal(
        ["lanes", "per-cell", "parallel", "votes"], RoutedArray.Of(BoardFile.Read(HdlSources.Find(), "hx8k")).Select(array => array.Name));

    private static RoutedArray Array(BoardVariant variant) => new(variant, new());

    private static BoardManifest Manifest(double reached) => new(
        TinyCheckout.Board, "variant", "hash", "constants", 2, 4, "sources", new Dictionary<string, string> { ["yosys"] = "1" },
        [new Utilisation("LUT4", 10, 100), new Utilisation("RAM", 0, 5)], 48, reached, "tiny.bin", "sha", [], DateTime.UnixEpoch);
}
