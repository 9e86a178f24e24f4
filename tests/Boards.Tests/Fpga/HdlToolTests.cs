using System.Diagnostics;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

/// <summary>What <c>tools/hdl</c> says of a name that is none.</summary>
public class HdlToolTests
{
    [ToolTheory("iverilog", "verilator")]
    [Trait("Needs", "Linux")]
    [InlineData("ulx3s-12f")]
    [InlineData("tangnano9k")]
    public void A_boards_top_module_is_linted_also_where_it_is_another_boards(string board)
    {
        var start = new ProcessStartInfo(Path.Combine(Checkout.Root, "tools", "hdl"), ["lint", board]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith($"PASS lint {board}", said);
    }

    [ToolTheory("iverilog", "verilator", "yosys", "z3")]
    [Trait("Needs", "Linux")]
    [InlineData("testbench fhn_ste", "There is no testbench 'fhn_ste' in hdl/tb; did you mean 'fhn_step'?")]
    [InlineData("testbench lanes", "There is no testbench 'lanes' in hdl/tb; did you mean 'fhn_lanes'?")]
    [InlineData("prove cosb", "There is no proof 'cosb' in hdl/formal; did you mean 'cobs'?")]
    [InlineData("lint icebraker", "There is no board 'icebraker' in hdl/boards; did you mean 'icebreaker'?")]
    [InlineData("lint quartz", "There is no board 'quartz' in hdl/boards; there are alchitrycu arty")]
    public void A_name_that_is_none_is_told_with_the_one_that_was_meant(string arguments, string sentence)
    {
        var start = new ProcessStartInfo(Path.Combine(Checkout.Root, "tools", "hdl"), arguments.Split(' ')) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith(sentence, said);
        Assert.Single(said.TrimEnd().Split('\n'));
    }
}
