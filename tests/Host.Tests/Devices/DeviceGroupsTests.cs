using System.Text.Json;
using FhnHw.Host.Devices;
using FhnHw.Host.Tests.Commands;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Devices;

/// <summary>Several devices in one run: their names, and what a run with them leaves.</summary>
public class DeviceGroupsTests
{
    private const string Recipe = $"train --data builtin --train-images 60 --test-images 20 --epochs 1 --hidden 8 --forward stream {CliRun.Short}";

    [Theory]
    [InlineData("cpu+opencl", 2)]
    [InlineData("sim+sim+sim:parallel:100", 3)]
    [InlineData("tcp:a:5331+tcp:b:5331+serial:/dev/ttyUSB0@115200+cpu", 4)]
    [InlineData("hostile:7/flips=500:tcp:a:1+float", 2)]
    [InlineData("twin:runs/a+b", 1)]
    [InlineData("twin:runs/a++sim", 1)]
    [InlineData("twin:runs/a+simple", 1)]
    [InlineData("twin:runs/a++sim+twin:runs/b++cpu++tcp:", 2)]
    [InlineData("serial:/dev/a+b+cpu", 2)]
    public void Names_joined_by_a_plus_are_written_as_they_are_read(string text, int devices)
    {
        var name = DeviceName.Parse(text);
        Assert.Equal((text, devices), (name.ToString(), name.Devices.Count));
        Assert.Equal(text, DeviceName.Parse(name.ToString()).ToString());
        Assert.True(DeviceName.IsMeant(text));
    }

    [Fact]
    public void A_plus_that_is_written_twice_belongs_to_the_name() =>
        Assert.Equal(new DeviceName.Twin("runs/a+sim"), DeviceName.Parse("twin:runs/a++sim"));

    [Theory]
    [InlineData("cpu+gpu", "'gpu' of 'cpu+gpu' is no device")]
    [InlineData("cpu+sim:lanes", "'sim:lanes' is no simulated board")]
    [InlineData("tcp:a:1+cpu+tcp:a:1", "'tcp:a:1' is named twice")]
    [InlineData("serial:/dev/a@9600+hostile:3:serial:/dev/a", "is named twice")]
    public void The_name_at_fault_is_told(string text, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidSettingException>(() => DeviceName.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_network_trained_on_a_group_has_the_bytes_of_one_trained_on_a_device_and_the_record_tells_who_computed_what()
    {
        using var folder = new TemporaryFolder();
        var (one, several) = (Path.Combine(folder.Path, "one"), Path.Combine(folder.Path, "several"));
        Assert.Equal(0, CliRun.Of($"{Recipe} --device cpu --out {one}").Code);
        var run = CliRun.Of($"{Recipe} --device cpu+cpu+opencl --out {several}");
        Assert.Equal(0, run.Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(one, "weights.npz")), File.ReadAllBytes(Path.Combine(several, "weights.npz")));
        Assert.Matches(@"shares +cpu \(1\): [0-9,]+ runs", run.Output);
        using var result = JsonDocument.Parse(File.ReadAllText(Path.Combine(several, "result.json")));
        var provenance = result.RootElement.GetProperty("provenance");
        var shares = provenance.GetProperty("shares").EnumerateArray().ToArray();
        Assert.Equal(["cpu (1)", "cpu (2)", "opencl"], shares.Select(share => share.GetProperty("device").GetString()));
        Assert.Equal(1, shares.Sum(share => share.GetProperty("share").GetDouble()), 1e-9);
        Assert.Equal(3, provenance.GetProperty("devices")[0].GetProperty("parts").GetArrayLength());
        Assert.Contains("share of cpu (2)", File.ReadAllText(Path.Combine(several, "report.html")), StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of($"eval {several}").Code);
    }

    [DeviceFact]
    public void A_device_that_is_gone_when_an_array_is_opened_later_drops_out_and_the_rest_go_on()
    {
        var groups = new DeviceGroups();
        using var board = ReferenceDevice.OnTcp(SmallArrays.Settings.Constants);
        var name = DeviceName.Parse($"{board.Address}+cpu");
        using (var first = CellArrays.CreateChecked(name, SmallArrays.Settings, null, groups))
        {
            first.Run(new(SmallArrays.Settings.Codes.AllCodes(), Features.Mean));
        }

        board.Kill();
        using var later = CellArrays.CreateChecked(name, SmallArrays.Settings, null, groups);
        Assert.Equal(127, later.Run(new(SmallArrays.Settings.Codes.AllCodes(), Features.Mean)).Runs);
        Assert.NotNull(groups.Shares![0].DroppedOut);
        Assert.NotNull(groups.Shares![0].Board);
        Assert.Throws<DeviceMissingException>(() => CellArrays.CreateChecked(name, SmallArrays.Settings));
    }

    [Theory]
    [InlineData("trace --current -0.5 --device cpu+opencl", 0, "")]
    [InlineData("verify cpu cpu+opencl --bits 4 --extra-bits 6 --current-bits 4", 0, "")]
    [InlineData("board selftest sim+sim", 2, "is 2 devices")]
    [InlineData("board conformance tcp:a:1+tcp:b:1", 2, "is 2 devices")]
    [InlineData("verify cpu cpu+float", 2, "no fixed-point device")]
    [InlineData("trace --current -0.5 --device cpu+float", 2, "computes in other numbers")]
    [InlineData("trace --current -0.5 --device cpu+cpu --stateful", 2, "Stateful cells")]
    public void Commands_take_a_group_or_say_that_they_take_one_device(string command, int code, string words)
    {
        var run = CliRun.Of(command);
        Assert.Equal(code, run.Code);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
