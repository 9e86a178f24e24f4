using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FhnHw.Boards.Fpga;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

/// <summary>The formulas of hdl/boards/pll in C#, against the Verilog itself.</summary>
public class PllTests
{
    // Every half megahertz up to 320 MHz.
    private const int Least = 2, Most = 640;

    [ToolTheory("iverilog", "vvp")]
    [InlineData("ice40", "SB_PLL40_CORE", 12_000_000)]
    [InlineData("ice40", "SB_PLL40_CORE", 16_000_000)]
    [InlineData("ice40", "SB_PLL40_CORE", 25_000_000)]
    [InlineData("ice40", "SB_PLL40_CORE", 100_000_000)]
    [InlineData("ecp5", "EHXPLLL", 25_000_000)]
    [InlineData("gowin", "rPLL", 27_000_000)]
    public void Its_parameters_are_those_of_the_Verilog_at_every_clock(string family, string primitive, long reference)
    {
        var pll = PllOf(family);
        var clocks = Enumerable.Range(Least, Most - Least + 1).Select(half => half * 500_000L).ToArray();
        var names = pll.Of(clocks[0], reference).Parameters.Keys.ToArray();
        var seen = Elaborated(family, primitive, reference, clocks, names);
        Assert.Equal(clocks.Length, seen.Count);
        Assert.All(clocks, clock => Assert.Equal(
            string.Join(' ', names.Select(name => pll.Of(clock, reference).Parameters[name])), seen[clock]));
    }

    [Theory]
    [InlineData("ice40")]
    [InlineData("ecp5")]
    [InlineData("gowin")]
    public void What_the_part_allows_is_what_the_head_of_the_Verilog_says(string family)
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "hdl", "boards", "pll", $"{family}_pll.v"))
            .Replace("\n//", "", StringComparison.Ordinal);
        var said = Regex.Match(text, @"\. Allowed[^:]*: (?<ranges>[^.]*)\.").Groups["ranges"].Value.Split(", ");
        Assert.Equal(PllOf(family).Allowed.Select(range => $"{range.Of} of {range.LeastMHz} to {range.MostMHz} MHz"), said);
    }

    [Theory]
    [InlineData(300, 108)]
    [InlineData(50, 49.5)]
    [InlineData(48, 48)]
    public void An_iCE40_gives_what_the_7_bits_of_DIVF_leave(double wanted, double made) =>
        Assert.Equal(made * 1e6, PllOf("ice40").Of((long)(wanted * 1e6), 12_000_000).ClockHz);

    [Fact]
    public void From_another_oscillator_an_iCE40_makes_59_MHz_of_48_and_no_clock_right()
    {
        Assert.Equal(59.375e6, PllOf("ice40").Of(48_000_000, 25_000_000).ClockHz);
        Assert.Empty(PllOf("ice40").Clocks(25_000_000));
        Assert.All(
            new[] { 10, 12, 16, 20, 40, 60, 80, 100, 120 }, oscillator => Assert.NotEmpty(PllOf("ice40").Clocks(oscillator * 1_000_000L)));
    }

    [Fact]
    public void Its_own_oscillator_stays_in_its_range()
    {
        Assert.Equal("would have an oscillator of 384 MHz for it, where 533 to 1066 are allowed", PllOf("ice40").Of(24_000_000, 12_000_000).Outside);
        Assert.Equal("would have an oscillator of 216 MHz for it, where 500 to 1200 are allowed", PllOf("gowin").Of(27_000_000, 27_000_000).Outside);
    }

    [Fact]
    public void An_ECP5_makes_75_MHz_of_70_and_a_Gowin_81_of_100()
    {
        Assert.Equal(75e6, PllOf("ecp5").Of(70_000_000, 25_000_000).ClockHz);
        Assert.Equal(81e6, PllOf("gowin").Of(100_000_000, 27_000_000).ClockHz);
        Assert.Equal([81, 108, 135, 162, 189], PllOf("gowin").Clocks(27_000_000).Take(5).Select(clock => clock / 1_000_000));
    }

    private static IPll PllOf(string family) => FpgaFamily.All.Single(each => each.Name == family).Pll!;

    // The module once for each clock, which stands in the place of the macro; the part's PLL prints its parameters.
    private static Dictionary<long, string> Elaborated(string family, string primitive, long reference, long[] clocks, string[] names)
    {
        using var folder = new TemporaryFolder();
        var module = File.ReadAllText(Path.Combine(Checkout.Root, "hdl", "boards", "pll", $"{family}_pll.v"))
            .Replace("`include \"fhn_size.vh\"", "", StringComparison.Ordinal);
        var models = File.ReadAllText(Path.Combine(Checkout.Root, "hdl", "tb", "pll_models.v"));
        var begin = models.IndexOf($"module {primitive} ", StringComparison.Ordinal);
        var end = models.IndexOf("endmodule", begin, StringComparison.Ordinal);
        var print = $"initial $display(\"%m {string.Join(' ', names.Select(_ => "%0d"))}\", {string.Join(", ", names)});\n";
        var text = new StringBuilder(models.Insert(end, print));
        foreach (var clock in clocks)
        {
            var one = clock.ToString(CultureInfo.InvariantCulture);
            text.Append(module.Replace("`FHN_CLOCK_HZ", one, StringComparison.Ordinal)
                .Replace($"module {family}_pll", $"module at_{one}", StringComparison.Ordinal));
        }

        text.Append("module all;\n");
        var given = family == "ice40" ? string.Create(CultureInfo.InvariantCulture, $"#(.REFERENCE_HZ({reference}))") : "";
        text.AppendJoin('\n', clocks.Select(clock => $"at_{clock} {given} clock_{clock} (.clk_i(1'b0));"));
        File.WriteAllText(folder["all.v"], text.Append("\nendmodule\n").ToString());
        _ = Run("iverilog", "-g2005", "-s", "all", "-o", folder["all.vvp"], folder["all.v"]);
        return Run("vvp", "-n", folder["all.vvp"]).Split('\n').Where(line => line.StartsWith("all.clock_", StringComparison.Ordinal)).ToDictionary(
            line => long.Parse(line.Split('.')[1]["clock_".Length..], CultureInfo.InvariantCulture), line => line[(line.IndexOf(' ') + 1)..].Trim());
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return said;
    }
}
