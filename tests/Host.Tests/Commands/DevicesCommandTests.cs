namespace FhnHw.Host.Tests.Commands;

public class DevicesCommandTests
{
    [Fact]
    public void The_cpu_array_is_listed_and_one_device_is_the_standard()
    {
        var devices = CliRun.Of("devices --json -").Json.GetProperty("devices").EnumerateArray().ToArray();
        Assert.Contains(devices, device => device.GetProperty("name").GetString() == "cpu");
        Assert.Single(devices, device => device.GetProperty("standard").GetBoolean());
    }

    [Fact]
    public void People_read_one_line_a_device()
    {
        var run = CliRun.Of("devices");
        Assert.Equal(0, run.Code);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith("cpu ", StringComparison.Ordinal));
    }
}
