using FhnHw.Boards.Fpga;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class ToolBoxTests
{
    private static readonly ToolBox Empty = new("");

    [Fact]
    public void A_missing_tool_is_named_with_the_command_that_installs_it()
    {
        var error = Assert.Throws<ToolMissingException>(() => Empty.Require(Tool.Yosys));
        Assert.Equal("yosys is missing; install with 'sudo apt-get install yosys'.", error.Message);
    }

    [Fact]
    public void Several_missing_tools_are_named_at_once()
    {
        var error = Assert.Throws<ToolMissingException>(() => Empty.Require(Tool.Verilator, Tool.Compiler, Tool.Make));
        Assert.Equal("verilator and g++ and make are missing; install with 'sudo apt-get install verilator g++ make'.", error.Message);
    }

    [Fact]
    public void A_tool_that_no_package_has_is_named_with_the_place_where_it_is()
    {
        var error = Assert.Throws<ToolMissingException>(() => Empty.Require(Tool.NextpnrEcp5));
        Assert.Contains("OSS CAD Suite", error.Message);
    }

    [ToolFact("make")]
    public void A_run_gives_code_and_both_outputs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["Makefile"], "all:\n\t@echo said; echo Error: complained >&2; exit 3\n");
        var run = ToolBox.OfProcess().Run(Tool.Make, ["-s"], folder.Path, CancellationToken.None);
        Assert.Equal(2, run.Code);
        Assert.StartsWith("said", run.Output);
        Assert.Equal("Error: complained", run.Complaint);
    }

    [ToolFact("make")]
    public void A_cancelled_run_ends_at_once()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["Makefile"], "all:\n\t@sleep 60\n");
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.Throws<OperationCanceledException>(() => ToolBox.OfProcess().Run(Tool.Make, [], folder.Path, soon.Token));
    }
}
