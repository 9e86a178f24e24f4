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
