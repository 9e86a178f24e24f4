namespace FhnHw.Host.Tests.Commands;

public class BenchCommandTests
{
    [Fact]
    public void Every_row_has_device_kernel_and_speed()
    {
        var run = CliRun.Of("bench --quick --device cpu --transient 0 --record 1 --current-bits 6 --json -");
        Assert.Equal(0, run.Code);
        var rows = run.Json.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(["mean", "votes", "trace/16", "trace/1", "atlas"], rows.Select(row => row.GetProperty("feature").GetString()));
        Assert.All(rows, row =>
        {
            Assert.Equal("cpu", row.GetProperty("device").GetString());
            Assert.NotEmpty(row.GetProperty("kernel").GetString()!);
            Assert.True(row.GetProperty("neuronStepsPerSecond").GetDouble() > 0);
        });
    }
}
