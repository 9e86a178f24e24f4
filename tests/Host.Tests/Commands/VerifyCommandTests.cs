using FhnHw.Host.Commands.Cells;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Tests.Commands;

public class VerifyCommandTests
{
    [Fact]
    public void An_array_equals_itself_for_every_code_at_every_step()
    {
        var run = CliRun.Of($"verify cpu cpu {CliRun.Short} --json -");
        Assert.Equal(0, run.Code);
        Assert.Equal(63, run.Json.GetProperty("codes").GetInt32());
        Assert.Equal(10 * 256, run.Json.GetProperty("steps").GetInt32());
        Assert.True(run.Json.GetProperty("equal").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.Json.GetProperty("firstDifference").ValueKind);
        Assert.All(run.Json.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("values").GetInt64() > 0));
    }

    [Fact]
    public void People_read_a_line_a_check()
    {
        var run = CliRun.Of($"verify cpu cpu {CliRun.Short} --bits 6 --extra-bits 6");
        Assert.Equal(0, run.Code);
        Assert.Contains("x at every step", run.Output);
        Assert.Contains("votes, sigmoid readout", run.Output);
        Assert.EndsWith("Bit-exact.\n", run.Output);
    }

    [Fact]
    public void Floating_point_is_refused() =>
        CliRun.Of("verify cpu float").ShouldBeRefused(2, "'float' is no fixed-point device");

    [Theory]
    [InlineData("lab")]
    [InlineData("harsh")]
    public void Imperfect_cells_are_compared_code_by_code_on_every_cell(string preset)
    {
        var run = CliRun.Of($"verify cpu cpu {CliRun.Short} --imperfections {preset} --json -");
        Assert.Equal(0, run.Code);
        Assert.True(run.Json.GetProperty("equal").GetBoolean());
        Assert.Equal(63 * 100 * 10 * 256, run.Json.GetProperty("checks")[0].GetProperty("values").GetInt64());
    }

    [Fact]
    public void Charge_balances_with_the_noise_on_y() =>
        Assert.Contains("charge balance of cpu", CliRun.Of($"verify cpu cpu {CliRun.Short} --noise-y 0.1 --noise-x 0.1").Output);

    [Fact]
    public void A_parallel_array_refuses_per_cell_parameters() =>
        CliRun.Of($"verify cpu sim:parallel:10 {CliRun.Short} --bits 3 --extra-bits 3 --imperfections lab")
            .ShouldBeRefused(2, "The cells of 'sim:parallel:10' share one table");

    [Fact]
    public void Imperfections_out_of_range_are_refused()
    {
        CliRun.Of($"verify cpu cpu {CliRun.Short} --mismatch 2").ShouldBeRefused(2, "--mismatch");
        CliRun.Of($"verify cpu cpu {CliRun.Short} --imperfections awful").ShouldBeRefused(2, "There are no imperfections 'awful'");
        CliRun.Of($"verify cpu cpu {CliRun.Short} --adc-bits 4 --comparator 0").ShouldBeRefused(2, "leave out --adc-bits or --comparator");
    }

    [Theory]
    [InlineData("sim", "sim")]
    [InlineData("sim:lanes:8", "sim:lanes:8")]
    [InlineData("sim:rtl", null)]
    [InlineData("sim:parallel:10", null)]
    [InlineData("sim:per-cell:8", null)]
    [InlineData("opencl", null)]
    public void Lanes_that_are_not_the_boards_own_modules_are_told(string device, string? told) =>
        Assert.Equal(told, VerifyCommand.Replaced(DeviceName.Parse("cpu"), DeviceName.Parse(device), ArraySettings.Usual)?.ToString());
}
