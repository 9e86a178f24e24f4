using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public sealed class DamagedBoardFileTests : IDisposable
{
    private readonly TinyCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [InlineData("\"family\": \"ice40\"", "\"family\": null")]
    [InlineData("\"device\": \"up5k\"", "\"device\": \"up5k --run x\"")]
    [InlineData("\"pins\": \"tiny.pcf\"", "\"pins\": \"../../pins\"")]
    [InlineData("\"lanes\": 1", "\"lanes\": 2147483647")]
    [InlineData("\"cellsPerLane\": 8", "\"cellsPerLane\": 0")]
    [InlineData("\"cellsPerLane\": 8", "\"cellsPerLane\": 9")]
    [InlineData("\"queue\": 64", "\"queue\": 100")]
    [InlineData("\"queue\": 64", "\"queue\": 64, \"files\": \"../other\"")]
    [InlineData("\"queue\": 64", "\"queue\": 64, \"price\": { \"from\": 20, \"to\": 10 }")]
    [InlineData("\"queue\": 64", "\"queue\": 64, \"price\": { \"from\": 10, \"to\": 20, \"source\": \"https://shop.example\" }")]
    [InlineData("\"clockMHz\": 12", "\"clockMHz\": 1e999")]
    [InlineData("\"queue\": 64", "\"queue\": 64, \"routing\": \"--router router2 --run x\"")]
    [InlineData("\"baud\": 3000000", "\"synthesis\": \"; shell x\", \"baud\": 3000000")]
    public void A_board_file_with_a_value_that_cannot_be_is_refused(string sound, string damaged)
    {
        var path = Path.Combine(_checkout.Sources.Hdl, "boards", TinyCheckout.Board, "board.json");
        var text = File.ReadAllText(path);
        Assert.Contains(sound, text, StringComparison.Ordinal);
        _ = BoardFile.Read(_checkout.Sources, TinyCheckout.Board);
        File.WriteAllText(path, text.Replace(sound, damaged, StringComparison.Ordinal));
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(_checkout.Sources, TinyCheckout.Board));
        Assert.Contains("hdl/boards/tiny/board.json is not sound", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"clockMHz\": 12", "\"clockMHz\": 50",
        "has 50 as clockMHz, and a whole multiple of the line's rate, 3000000 baud, is needed, 4 of it or more; "
            + "give 48 or 51 as clockMHz, or 2500000 or 3125000 as baud.")]
    [InlineData("\"clockMHz\": 12", "\"clockMHz\": 6",
        "has 6 as clockMHz, and a whole multiple of the line's rate, 3000000 baud, is needed, 4 of it or more; give 12 as clockMHz, or 1500000 as baud.")]
    [InlineData("\"clockMHz\": 12", "\"clockMHz\": 0", "clockMHz is no clock; give up to 10000 MHz")]
    [InlineData("\"cellsPerLane\": 8", "\"cellsPerLane\": 60", "cellsPerLane is 60, which is no power of two; 32 and 64 are the next")]
    [InlineData("\"cellsPerLane\": 8", "\"cellsPerLane\": 1024", "queue is 64, and a job of all 1024 cells takes 2073, 2 a cell and 25 more: give 4096")]
    [InlineData("\"queue\": 64", "\"queue\": 1000", "queue is 1000; it is a power of two from 64 to 65536")]
    [InlineData("\"queue\": 64", "\"queue\": 64, \"parallel\": { \"clockMHz\": 13, \"cells\": 8, \"bits\": 3, \"extraBits\": 3, \"queue\": 64 }",
        "has 13 as clockMHz of parallel, and")]
    [InlineData("\"queue\": 64", "\"queue\": 64, \"perCell\": { \"clockMHz\": 12, \"lanes\": 3, \"cellsPerLane\": 8, \"queue\": 64 }",
        "lanes of perCell is 3, which is no power of two; 2 and 4 are the next")]
    public void A_number_that_cannot_be_is_told_with_the_array_and_the_next_that_can(string sound, string wrong, string sentence)
    {
        var path = Path.Combine(_checkout.Sources.Hdl, "boards", TinyCheckout.Board, "board.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(sound, wrong, StringComparison.Ordinal));
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(_checkout.Sources, TinyCheckout.Board));
        Assert.Contains(sentence, refused.Message);
    }

    [Theory]
    [InlineData("module other (input wire clk); endmodule", "hdl/boards/tiny/tiny.v has no module tiny, which board.json names as top; it has other:")]
    [InlineData("// module tiny", "hdl/boards/tiny/tiny.v has no module tiny, which board.json names as top.")]
    [InlineData("module tiny (input wire clk); ecp5_pll pll (.clk_i(clk)); endmodule",
        "hdl/boards/tiny/tiny.v takes ecp5_pll, which is not for a part of the family ice40")]
    public void A_top_module_that_is_not_there_or_of_another_family_is_told(string verilog, string sentence)
    {
        _checkout.Write("hdl/boards/tiny/tiny.v", verilog);
        Assert.StartsWith(sentence, Assert.Throws<InvalidSettingException>(() => BoardFile.Read(_checkout.Sources, TinyCheckout.Board)).Message);
    }

    [Theory]
    [InlineData("\"ice40\"", "\"ice41\"", "has the family 'ice41'; give ice40, ecp5 or gowin.")]
    [InlineData("\"up5k\"", "\"up6k\"", "has the device 'up6k'; give lp384, lp1k, ")]
    [InlineData("\"sg48\"", "\"tq144\"", "has the package 'tq144', in which there is no up5k; give sg48 or uwg30.")]
    [InlineData("\"iceprog\"", "\"iceprogg\"", "has the programmer 'iceprogg'; give iceprog or openFPGALoader.")]
    [InlineData("\"tiny.pcf\"", "\"other.pcf\"", "names other.pcf, and hdl/boards/tiny has none")]
    [InlineData("\"queue\": 64", "\"queue\": 64, \"files\": \"tinny\"", "takes the files of 'tinny', where there is no tiny.v; give tiny.")]
    [InlineData("\"lanes\": 1", "\"lanes\": \"one\"", "is not sound (line 2, lanes is no whole number); its keys are in hdl/boards/README.md.")]
    public void A_name_that_nothing_knows_is_told_with_those_there_are(string sound, string wrong, string sentence)
    {
        var path = Path.Combine(_checkout.Sources.Hdl, "boards", TinyCheckout.Board, "board.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(sound, wrong, StringComparison.Ordinal));
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(_checkout.Sources, TinyCheckout.Board));
        Assert.StartsWith($"hdl/boards/tiny/board.json {sentence}", refused.Message);
    }

    [Fact]
    public void A_clock_that_the_PLL_of_the_top_module_does_not_make_is_refused_when_the_file_is_read()
    {
        _checkout.Write("hdl/boards/tiny/tiny.v", "module tiny (input wire clk, output wire led); ice40_pll pll (.clk_i(clk)); endmodule");
        Assert.Contains(
            "asks for 12 as clockMHz, and hdl/boards/pll/ice40_pll.v would have",
            Assert.Throws<InvalidSettingException>(() => BoardFile.Read(_checkout.Sources, TinyCheckout.Board)).Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"bitstream\": \"../other.bin\"}")]
    [InlineData("{\"maxMHz\": 1e999}")]
    public void A_manifest_that_no_build_wrote_counts_as_none(string text)
    {
        _checkout.Write("build/manifest.json", text);
        Assert.Null(BoardManifest.Read(Path.Combine(_checkout.Sources.Root, "build")));
    }

    [Theory]
    [InlineData("Info: \t  ICESTORM_LC:   99999999999/ 5280    79%\n")]
    [InlineData("Info: \t  ICESTORM_LC:   \u096700/ 5280    79%\n")]
    [InlineData("Info: Max frequency for clock 'clk': 25.5.0 MHz\n")]
    public void Lines_of_a_log_that_hold_no_numbers_are_passed_over(string log)
    {
        var read = NextpnrLog.Parse(log);
        Assert.Empty(read.Elements);
        Assert.Null(read.MaxMHz);
    }

    [Fact]
    public void A_count_of_cells_beyond_all_numbers_is_passed_over() =>
        Assert.Empty(SynthesisCounts.Parse("Number of cells:  1\n     SB_LUT4    99999999999\n").Elements);
}
