using System.Security.Cryptography;
using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class BoardFlowTests
{
    [Theory]
    [InlineData("ERROR: PLL 'pll.g_pad.pll' PACKAGEPIN SB_IO 'CLK$sb_io' is not connected to any PLL BEL", "; leave .PAD(1) out")]
    [InlineData("ERROR: PLL 'pll.g_core.pll' couldn't be placed anywhere, no suitable BEL found. Did you mean to use a PAD PLL ?",
        "; give the board's PLL .PAD(1)")]
    public void A_PLL_whose_reference_is_at_the_wrong_pin_is_told_how_to_mend(string complaint, string advice)
    {
        Assert.StartsWith(advice, BoardFlow.PllAdvice(complaint), StringComparison.Ordinal);
        Assert.Equal("", BoardFlow.PllAdvice("ERROR: no such pin"));
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_board_is_made_and_its_manifest_tells_how()
    {
        using var checkout = new TinyCheckout();
        var made = checkout.Build();
        Assert.True(made.MeetsTiming);
        Assert.Equal(["pins", "constants", "synthesis", "place and route", "pack"], checkout.Steps.Select(step => step.Name));
        Assert.Contains(made.Elements, element => element.Kind == "ICESTORM_LC" && element.Used > 0 && element.Available == 5280);
        var read = BoardManifest.Read(checkout.BuildFolder)!;
        Assert.Equal(TinyCheckout.Constants.Hash, read.ConstantsHash);
        Assert.Equal(BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board), read.SourcesHash);
        Assert.Contains("Yosys", read.Tools["yosys"]);
        var bitstream = File.ReadAllBytes(Path.Combine(checkout.BuildFolder, read.Bitstream!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bitstream)), read.BitstreamSha256);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_clock_that_is_missed_is_told_although_there_is_a_bitstream()
    {
        using var checkout = new TinyCheckout(clockMHz: 900, logic: "count * step + (count ^ step)");
        var made = checkout.Build(seeds: 2);
        Assert.False(made.MeetsTiming);
        Assert.Equal(2, checkout.Steps.Count(step => step.Name == "place and route"));
        Assert.NotNull(made.Bitstream);
        Assert.True(made.MaxMHz < 900);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void The_seed_that_met_the_clock_before_is_tried_first()
    {
        using var checkout = new TinyCheckout();
        var lanes = new RoutedArray(new BoardVariant(), new CellFormat());
        Assert.Equal(1, checkout.Build(seeds: 2).Seed);
        BoardFigures.Record(checkout.Sources, BoardManifest.Read(checkout.BuildFolder)! with { Seed = 7 }, lanes, "hash");
        Assert.Equal(7, checkout.Build(seeds: 2).Seed);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void Sources_that_are_wrong_are_one_sentence()
    {
        using var checkout = new TinyCheckout(logic: "nonsense(");
        var error = Assert.Throws<BoardCheckException>(() => checkout.Build());
        Assert.StartsWith("The synthesis failed: yosys says", error.Message);
        Assert.EndsWith($"its log is in artifacts/boards/{TinyCheckout.Board}.failed.", error.Message);
        Assert.True(File.Exists(Path.Combine(checkout.BoardFolder + ".failed", "synthesis.log")));
        Assert.DoesNotContain('\n', error.Message);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_mistyped_name_that_yosys_would_take_stops_the_build()
    {
        using var checkout = new TinyCheckout(logic: "count + stepp");
        var refused = Assert.Throws<BoardCheckException>(() => checkout.Build(synthesisOnly: true));
        Assert.Contains("a name that nothing declares, 'stepp' in line 4 of hdl/rtl/fhn_count.v", refused.Message);
    }

    [ToolFact("yosys")]
    public void A_boards_own_module_stands_in_the_place_of_that_of_the_same_name_with_what_it_needs_beside_it()
    {
        using var checkout = new TinyCheckout();
        var counter = Cells(checkout);
        checkout.Write("hdl/boards/own/fhn_count.v", """
            module fhn_count (input wire clk_i, output wire [7:0] count);
                tiny_toggle toggle (.clk_i(clk_i), .state(count[7]));
                assign count[6:0] = 7'd0;
            endmodule
            """);
        checkout.Write("hdl/boards/own/tiny_toggle.v", """
            module tiny_toggle (input wire clk_i, output reg state);
                always @(posedge clk_i) state <= !state;
            endmodule
            """);
        Assert.Equal(counter, Cells(checkout));
        checkout.WriteBoard("\"modules\": \"own\"");
        Assert.InRange(Cells(checkout), 1, counter - 1);

        static int Cells(TinyCheckout checkout) =>
            checkout.Build(synthesisOnly: true).Elements.Single(element => element.Kind == "ICESTORM_LC").Used;
    }

    [Fact]
    public void The_hash_of_an_array_follows_the_boards_own_modules_and_no_other_board_does()
    {
        using var checkout = new TinyCheckout();
        checkout.WriteBoard("\"files\": \"tiny\"", "other");
        var lanes = new RoutedArray(new BoardVariant(), new CellFormat());
        var before = Hashes();
        checkout.Write("hdl/boards/own/fhn_count.v", "module fhn_count; endmodule");
        Assert.Equal(before, Hashes());
        checkout.WriteBoard("\"modules\": \"own\"");
        var own = Hashes();
        Assert.NotEqual(before[0], own[0]);
        checkout.Write("hdl/boards/own/fhn_count.v", "module fhn_count; wire a; endmodule");
        Assert.NotEqual(own[0], Hashes()[0]);
        Assert.Equal(before[1], Hashes()[1]);

        string[] Hashes() => [.. new[] { TinyCheckout.Board, "other" }.Select(board => BoardFlow.SourcesHash(checkout.Sources, board, lanes))];
    }

    [Fact]
    public void A_folder_of_modules_that_is_not_there_is_one_sentence()
    {
        using var checkout = new TinyCheckout();
        checkout.WriteBoard("\"modules\": \"own\"");
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFlow.SourcesHash(checkout.Sources, TinyCheckout.Board));
        Assert.Equal("board.json of the Tiny names the modules 'own', but there is no folder hdl/boards/own.", refused.Message);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_build_that_fails_leaves_the_one_before_and_one_that_ends_takes_its_place()
    {
        using var checkout = new TinyCheckout();
        var first = checkout.Build();
        File.WriteAllText(Path.Combine(checkout.BuildFolder, "of-the-first"), "");
        var source = Path.Combine(checkout.Sources.Root, "hdl/rtl/fhn_count.v");
        var sound = File.ReadAllText(source);
        File.WriteAllText(source, "nonsense(");
        Assert.Throws<BoardCheckException>(() => checkout.Build());
        Assert.Equal(first.BitstreamSha256, BoardManifest.Read(checkout.BuildFolder)!.BitstreamSha256);
        File.WriteAllText(source, sound);
        checkout.Build();
        Assert.False(File.Exists(Path.Combine(checkout.BuildFolder, "of-the-first")));
        Assert.DoesNotContain(Directory.GetDirectories(Path.GetDirectoryName(checkout.BoardFolder)!), name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [ToolFact("yosys")]
    public void Builds_of_two_variants_lie_side_by_side_under_their_names()
    {
        using var checkout = new TinyCheckout();
        checkout.Build(synthesisOnly: true);
        checkout.Build(synthesisOnly: true, constants: new CellConstants(new CellFormat(8, 8, 6), new CellParameters()));
        var slow = new CellConstants(new CellFormat(8, 8, 6), new CellParameters(0.02));
        checkout.Build(synthesisOnly: true, constants: slow);
        var builds = BoardBuilds.Of(checkout.Sources, TinyCheckout.Board);
        Assert.Equal([TinyCheckout.Variant, "w8-e6-k8-lanes1", $"w8-e6-k8-lanes1-{slow.Hash}"], builds.Select(build => build.Variant));
        Assert.Equal(3, builds.Select(build => build.ConstantsHash).Distinct().Count());
        Directory.Move(Path.Combine(checkout.BoardFolder, "w8-e6-k8-lanes1"), Path.Combine(checkout.BoardFolder, "copied"));
        Assert.Equal(2, BoardBuilds.Of(checkout.Sources, TinyCheckout.Board).Count);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void Two_builds_of_one_board_at_once_both_end_in_a_whole_bitstream()
    {
        using var checkout = new TinyCheckout();
        Parallel.For(0, 2, _ => new BoardFlow(checkout.Sources, ToolBox.OfProcess(), _ => { }, 1, CancellationToken.None)
            .Build(TinyCheckout.Board, TinyCheckout.Constants));
        var manifest = BoardManifest.Read(checkout.BuildFolder)!;
        Assert.Equal(
            manifest.BitstreamSha256,
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(checkout.BuildFolder, manifest.Bitstream!)))));
    }

    [ToolFact("yosys")]
    public void Without_its_router_nothing_is_synthesised_unless_that_alone_is_asked_for()
    {
        using var checkout = new TinyCheckout(family: "ecp5");
        var alone = new ToolBox(Path.GetDirectoryName(ToolBox.OfProcess().Find(Tool.Yosys))!);
        if (alone.Find(Tool.NextpnrEcp5) is null)
        {
            Assert.Contains("nextpnr-ecp5 and ecppack are missing", Assert.Throws<ToolMissingException>(() => checkout.Build(alone)).Message);
            Assert.Empty(checkout.Steps);
        }

        var counted = checkout.Build(alone, synthesisOnly: true);
        Assert.Null(counted.Bitstream);
        Assert.Null(counted.MaxMHz);
        Assert.NotEmpty(counted.Elements);
        if (alone.Find(Tool.NextpnrEcp5) is null)
        {
            Assert.Equal("tools", checkout.Steps[0].Name);
            Assert.StartsWith("nextpnr-ecp5 is missing: yosys counts", checkout.Steps[0].Note);
            Assert.Contains("tools/fpga-toolchain ecp5", checkout.Steps[0].Note);
        }
    }

    [Fact]
    public void A_missing_tool_is_told_before_anything_is_removed()
    {
        using var checkout = new TinyCheckout();
        checkout.Write($"artifacts/boards/{TinyCheckout.Board}/{TinyCheckout.Variant}/kept", "");
        Assert.Throws<ToolMissingException>(() => checkout.Build(new ToolBox("")));
        Assert.True(File.Exists(Path.Combine(checkout.BuildFolder, "kept")));
    }

    [Fact]
    public void An_unknown_board_is_refused_with_a_list_of_those_there_are()
    {
        using var checkout = new TinyCheckout();
        var error = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(checkout.Sources, "big"));
        Assert.Equal("There is no board 'big'; take one of tiny.", error.Message);
    }

    [Fact]
    public void A_board_file_that_is_not_sound_is_named()
    {
        using var checkout = new TinyCheckout();
        checkout.Write("hdl/boards/tiny/board.json", "{ \"title\": 3");
        Assert.Contains("hdl/boards/tiny/board.json", Assert.Throws<InvalidSettingException>(() => BoardFile.Read(checkout.Sources, "tiny")).Message);
    }
}
