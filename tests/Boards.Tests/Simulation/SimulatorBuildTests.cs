using System.Runtime.Intrinsics.X86;
using FhnHw.Boards.Fpga;
using FhnHw.Boards.Simulation;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Simulation;

public class SimulatorBuildTests
{
    private const string Recipe = """
        all:
        	@mkdir -p $(OUT)/model
        	@echo built >> $(CURDIR)/../count
        	@sleep 0.3
        	@cp $(CONSTANTS)/fhn_constants.vh $(OUT)/fhn-sim
        """;

    [Theory]
    [InlineData("reset@5000", "--fault reset@5000", "")]
    [InlineData("stuck-x", "--fault stuck-x", "--fault stuck-x")]
    [InlineData("flip-s@7", "--fault flip-s@7", "--fault flip-s@7")]
    public void A_board_that_is_started_again_is_not_reset_again(string fault, string first, string again)
    {
        var board = new SimulatorSettings(Fault: SimulatorFault.TryParse(fault));
        Assert.Equal((first, again), (string.Join(' ', board.ProgramArguments()), string.Join(' ', board.ProgramArguments(again: true))));
    }

    [Fact]
    public void Missing_tools_are_one_sentence_with_their_packages()
    {
        using var checkout = new TinyCheckout();
        using var cache = new TemporaryFolder();
        var build = new SimulatorBuild(checkout.Sources, new ToolBox(""), cache.Path);
        var error = Assert.Throws<ToolMissingException>(() => Find(build, TinyCheckout.Constants));
        Assert.Contains("sudo apt-get install verilator g++ make", error.Message);
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_simulator_is_built_once_for_each_set_of_constants()
    {
        using var checkout = Checkout();
        using var cache = new TemporaryFolder();
        var build = new SimulatorBuild(checkout.Sources, ToolBox.OfProcess(), cache.Path);
        var notes = new List<string>();
        var first = build.Find(TinyCheckout.Constants, new SimulatorSettings(), notes.Add, CancellationToken.None);
        Assert.Equal(VerilogConstants.Text(TinyCheckout.Constants), File.ReadAllText(first));
        Assert.Equal(first, build.Find(TinyCheckout.Constants, new SimulatorSettings(), notes.Add, CancellationToken.None));
        Assert.Equal(2, notes.Count);
        var narrow = new CellConstants(new CellFormat(8, 8, 6), new CellParameters());
        Assert.NotEqual(first, Find(build, narrow));
        Assert.NotEqual(first, build.Find(TinyCheckout.Constants, new SimulatorSettings(Lanes: 4), notes.Add, CancellationToken.None));
        Assert.Equal(3, Builds(checkout));
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_simulator_with_per_cell_parameters_is_another_one()
    {
        using var checkout = Checkout();
        using var cache = new TemporaryFolder();
        var build = new SimulatorBuild(checkout.Sources, ToolBox.OfProcess(), cache.Path);
        var perCellWords = build.Find(TinyCheckout.Constants, new SimulatorSettings(PerCell: true), _ => { }, CancellationToken.None);
        Assert.NotEqual(Find(build, TinyCheckout.Constants), perCellWords);
        Assert.Contains("PER_CELL=1", new SimulatorSettings(PerCell: true).MakeArguments());
        Assert.Contains("PER_CELL=0", new SimulatorSettings().MakeArguments());
    }

    [Fact]
    public void Lanes_side_by_side_are_built_for_the_vectors_of_this_processor()
    {
        var widest = Avx512BW.VL.IsSupported ? 512 : Avx2.IsSupported ? 256 : 0;
        Assert.Contains($"VECTORS={widest}", new SimulatorSettings().MakeArguments());
        Assert.Contains("VECTORS=0", new SimulatorSettings(Rtl: true).MakeArguments());
        Assert.Contains("VECTORS=0", new SimulatorSettings(PerCell: true).MakeArguments());
        Assert.Contains("VECTORS=0", new SimulatorSettings(Parallel: true).MakeArguments());
    }

    [Fact]
    public void The_board_s_own_modules_have_fewer_lanes_than_those_side_by_side()
    {
        Assert.Contains("LANES=32", new SimulatorSettings().MakeArguments());
        Assert.Contains("RTL=0", new SimulatorSettings().MakeArguments());
        Assert.Contains("LANES=8", new SimulatorSettings(Rtl: true).MakeArguments());
        Assert.Contains("RTL=1", new SimulatorSettings(Rtl: true).MakeArguments());
        Assert.Contains("LANES=8", new SimulatorSettings(PerCell: true).MakeArguments());
    }

    [ToolFact("verilator", "g++", "make")]
    public void Sources_that_changed_are_built_again()
    {
        using var checkout = Checkout();
        using var cache = new TemporaryFolder();
        var build = new SimulatorBuild(checkout.Sources, ToolBox.OfProcess(), cache.Path);
        var first = Find(build, TinyCheckout.Constants);
        checkout.Write("hdl/rtl/fhn_count.v", "// changed");
        Assert.NotEqual(first, Find(build, TinyCheckout.Constants));
    }

    [ToolFact("verilator", "g++", "make")]
    public void Two_that_want_the_same_simulator_at_once_build_it_once()
    {
        using var checkout = Checkout();
        using var cache = new TemporaryFolder();
        var found = new string[8];
        Parallel.For(
            0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = found.Length },
            n => found[n] = Find(new SimulatorBuild(checkout.Sources, ToolBox.OfProcess(), cache.Path), TinyCheckout.Constants));
        Assert.Single(found.Distinct());
        Assert.Equal(1, Builds(checkout));
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_simulator_that_is_damaged_in_the_cache_is_built_again()
    {
        using var checkout = Checkout();
        using var cache = new TemporaryFolder();
        var build = new SimulatorBuild(checkout.Sources, ToolBox.OfProcess(), cache.Path);
        var program = Find(build, TinyCheckout.Constants);
        File.WriteAllText(program, ""); // as a power cut may leave it
        Assert.Equal(program, Find(build, TinyCheckout.Constants));
        Assert.Equal(VerilogConstants.Text(TinyCheckout.Constants), File.ReadAllText(program));
        File.Delete(Path.Combine(Path.GetDirectoryName(program)!, "build.log"));
        Find(build, TinyCheckout.Constants);
        Assert.Equal(3, Builds(checkout));
    }

    [ToolFact("verilator", "g++", "make")]
    public void What_a_killed_build_left_is_removed_by_the_next()
    {
        using var checkout = Checkout();
        using var cache = new TemporaryFolder();
        var build = new SimulatorBuild(checkout.Sources, ToolBox.OfProcess(), cache.Path);
        var folder = Path.GetDirectoryName(Find(build, TinyCheckout.Constants))!;
        Directory.Move(folder, AtomicFile.TemporaryFor(folder));
        Find(build, TinyCheckout.Constants);
        Assert.Equal([folder], Directory.GetDirectories(cache["sim"]));
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_cache_with_a_space_in_its_path_holds_a_simulator_like_any_other()
    {
        using var checkout = Checkout();
        using var cache = new TemporaryFolder();
        var build = new SimulatorBuild(checkout.Sources, ToolBox.OfProcess(), cache["of a user"]);
        var program = Find(build, TinyCheckout.Constants);
        Assert.StartsWith(cache["of a user"], program);
        Assert.Equal(VerilogConstants.Text(TinyCheckout.Constants), File.ReadAllText(program));
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_build_that_fails_leaves_nothing_and_is_one_sentence()
    {
        using var checkout = Checkout("all:\n\t@echo '%Error: no such module' >&2; exit 1\n");
        using var cache = new TemporaryFolder();
        var build = new SimulatorBuild(checkout.Sources, ToolBox.OfProcess(), cache.Path);
        var error = Assert.Throws<BoardCheckException>(() => Find(build, TinyCheckout.Constants));
        Assert.StartsWith("The simulated board does not build (%Error: no such module)", error.Message);
        Assert.Empty(Directory.GetDirectories(cache["sim"]));
    }

    [Theory]
    [InlineData(3, 64, 4, "power of two")]
    [InlineData(4, 2048, 4, "1024")]
    [InlineData(4, 64, 1, "from 2")]
    [InlineData(128, 64, 2, "64")]
    public void A_size_that_the_sources_do_not_have_is_refused(int lanes, int cellsPerLane, int clocks, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<InvalidSettingException>(() => new SimulatorSettings(lanes, cellsPerLane, clocks).Check(new CellFormat())).Message);

    [Theory]
    [InlineData(16, 100, "up to 8 bits")]
    [InlineData(3, 301, "300")]
    [InlineData(3, 1, "from 2")]
    public void A_parallel_array_that_the_sources_do_not_have_is_refused(int bits, int cells, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<InvalidSettingException>(() => new SimulatorSettings(cells, Parallel: true).Check(new CellFormat(bits))).Message);

    private static string Find(SimulatorBuild build, CellConstants constants) =>
        build.Find(constants, new SimulatorSettings(), _ => { }, CancellationToken.None);

    private static TinyCheckout Checkout(string recipe = Recipe)
    {
        var checkout = new TinyCheckout();
        checkout.Write("hdl/sim/Makefile", recipe);
        return checkout;
    }

    private static int Builds(TinyCheckout checkout) => File.ReadAllLines(Path.Combine(checkout.Sources.Hdl, "count")).Length;
}
