using FhnHw.Boards.Fpga;
using FhnHw.Host.Checks;
using FhnHw.Host.Commands.Boards;
using FhnHw.Host.Results;
using FhnHw.Kernels.Arrays;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class BoardListingTests
{
    [Fact]
    public void A_board_file_that_is_not_sound_is_named_and_hides_no_other_board()
    {
        using var checkout = new TinyCheckout();
        checkout.Write("hdl/boards/cut/board.json", "{ \"title\": ");
        checkout.Write("hdl/boards/empty/board.json", "");
        checkout.WriteBoard("\"colour\": \"red\"", "odd");
        checkout.Write("firmware/half/board.json", "{ }");
        var listing = BoardListing.Of(checkout.Sources);
        Assert.Equal(["tiny"], listing.Boards.Select(line => line.Name));
        Assert.Empty(listing.Microcontrollers);
        Assert.Equal(4, listing.Unsound.Count);
        Assert.All(
            listing.Unsound.Zip(["cut/board.json is not sound", "empty/board.json", "(there is no key 'colour')", "firmware/half/board.json is not sound"]),
            pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.All(listing.Unsound, sentence => Assert.DoesNotContain('\n', sentence));
    }

    [Fact]
    public void A_folder_without_a_board_file_is_told_with_the_reason()
    {
        using var checkout = new TinyCheckout();
        checkout.Write("hdl/boards/pll/ice40_pll.v", "");
        checkout.Write("hdl/boards/begun/top.v", "");
        checkout.Write("hdl/boards/big/vivado.tcl", "");
        Assert.Equal(
            [
                "hdl/boards/begun has no board.json, so it is not in this list; hdl/boards/README.md has the keys of one.",
                "hdl/boards/big is built by vivado.tcl with the maker's tools, untried here, so it is not in this list.",
            ],
            BoardListing.Of(checkout.Sources).Fileless);
    }

    [Fact]
    public void A_board_file_that_is_not_sound_stops_no_table_of_figures_and_doctor_tells_of_it()
    {
        using var checkout = new TinyCheckout();
        Assert.Equal("1, all sound", BoardFileChecks.Run(() => checkout.Sources).Detail);
        checkout.Write("hdl/boards/cut/board.json", "{ \"title\": ");
        var unsound = new List<string>();
        Assert.Equal(["tiny"], BoardFiguresCommand.Sound(checkout.Sources, ["cut", "tiny"], unsound));
        Assert.StartsWith("hdl/boards/cut/board.json is not sound (line 1: ", Assert.Single(unsound));
        var finding = BoardFileChecks.Run(() => checkout.Sources);
        Assert.Equal((Health.Missing, "1 of 2 not sound"), (finding.Health, finding.Detail));
        Assert.Equal(unsound[0], finding.Mend);
    }

    [Fact]
    public void The_plan_of_a_board_has_what_was_routed_and_how_accurate_the_format_is()
    {
        var run = CliRun.Of("board plan icebreaker");
        Assert.Equal(0, run.Code);
        Assert.Contains(" of 5280", run.Output);
        Assert.Contains("98.18 / 98.17", run.Output);
        Assert.Contains("The 100 cells of an image take 1.35 passes of the 74 of 'parallel': a pass has cells of several images.", run.Output);
        Assert.DoesNotContain("98.18", CliRun.Of("board plan icebreaker --dt-exponent 7").Output);
    }

    [Theory]
    [InlineData("hx8k", "on alchitrycu, which has the same part: there 128 cells reached")]
    [InlineData("none", "on board.json alone, since no array of this kind was routed for the part none:")]
    public void What_the_choice_of_an_array_that_was_not_routed_rests_on_is_said(string device, string words)
    {
        var sources = HdlSources.Find();
        var board = BoardFile.Read(sources, "hx8k");
        var ofPart = device == "none" ? [] : BoardFigures.OfPart(sources, board).Where(each => each.Board == "alchitrycu").ToArray();
        var asked = ArraySettings.Usual;
        var taken = ArrayPlanner.Candidates(board, asked, false, 100, []).Single(candidate => candidate.Taken);
        Assert.Contains(words, PlanText.RestsOn(taken, board with { Device = device }, ofPart));
    }

    [Theory]
    [InlineData("icebreaker")]
    [InlineData("pico")]
    public void A_board_to_build_is_told_from_a_device(string board) => CliRun.Of($"board selftest {board}").ShouldBeRefused(
        2, $"'{board}' is a board to build and no device; make and flash it ('fhnhw board build {board}')", "serial:PATH[@BAUD]");

    [Fact]
    public void A_device_that_is_none_is_told_before_what_else_is_missing()
    {
        CliRun.Of("trace --device sim:parallel:foo").ShouldBeRefused(2, "'sim:parallel:foo' is no simulated board");
        CliRun.Of("trace --device sim").ShouldBeRefused(2, "--current");
    }
}
