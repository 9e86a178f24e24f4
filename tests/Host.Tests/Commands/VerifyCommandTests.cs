namespace FhnHw.Host.Tests.Commands;

public class VerifyCommandTests
{
    [Fact]
    public void An_array_equals_itself_for_every_code_at_every_step()
    {
        var run = CliRun.Of($"verify managed managed {CliRun.Short} --json -");
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
        var run = CliRun.Of($"verify managed managed {CliRun.Short} --bits 6 --extra-bits 6");
        Assert.Equal(0, run.Code);
        Assert.Contains("x at every step", run.Output);
        Assert.Contains("votes, sigmoid readout", run.Output);
        Assert.EndsWith("Equal to the bit.\n", run.Output);
    }

    [Fact]
    public void Floating_point_is_refused() =>
        CliRun.Of("verify managed float").ShouldBeRefused(2, "'float' is no fixed-point array");
}
