using FhnHw.Boards.Fpga;
using FhnHw.Host.Checks;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class BoardChecksTests
{
    [Fact]
    public void Without_any_program_each_line_says_what_is_not_there_and_how_to_have_it()
    {
        using var folder = new TemporaryFolder();
        var findings = BoardChecks.Run(new ToolBox(folder.Path), folder.Path).ToDictionary(finding => finding.Name);
        Assert.Contains("sudo apt-get install verilator g++ make", findings["simulated board"].Mend);
        Assert.Contains("yosys", findings["iCE40 bitstreams"].Detail);
        Assert.Contains("OSS CAD Suite", findings["ECP5 bitstreams"].Mend);
        Assert.Contains("openfpgaloader", findings["programmers"].Mend);
        Assert.Equal(Health.Good, findings["serial ports"].Health);
    }

    [Fact]
    public void Ports_that_are_there_are_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ttyUSB0"], "");
        Assert.Contains("ttyUSB0", BoardChecks.Run(new ToolBox(""), folder.Path).Last().Detail);
    }

    [Theory]
    [InlineData("16", "latency timer of FOLDER/ttyUSB0 is 16 ms", false)]
    [InlineData("1", "ttyUSB0: 1 ms", true)]
    public void The_latency_timer_of_an_adapter_is_told_and_how_to_shorten_it(string timer, string said, bool good)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ttyUSB0"], "");
        var device = Path.Combine(folder.Path, "bus", "usb-serial", "devices", "ttyUSB0");
        Directory.CreateDirectory(device);
        File.WriteAllText(Path.Combine(device, "latency_timer"), timer + "\n");
        var finding = BoardChecks.Run(new ToolBox(""), folder.Path, folder.Path).Single(finding => finding.Name == "latency timer");
        Assert.Equal(good ? Health.Good : Health.Missing, finding.Health);
        Assert.Contains(said.Replace("FOLDER", folder.Path, StringComparison.Ordinal), finding.Detail);
    }
}
