using FhnHw.Boards.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Tests.Devices;

public class DeviceArraysTests
{
    private static readonly ArraySettings Settings = ArraySettings.Usual with
    {
        Codes = CurrentCodes.Of(-0.5, 0.5),
        Window = Window.OfTime(new CellFormat(), 1, 1),
    };

    [Theory]
    [InlineData("cpu")]
    [InlineData("float")]
    public void A_device_of_this_machine_is_opened_by_its_name(string device)
    {
        using var array = DeviceArrays.Open(device, Settings);
        Assert.Equal(device, array.Describe().Name);
        Assert.Equal(2, array.Run(new(Settings.Codes.AllCodes(), Features.Mean)).MeanX!.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("opencl:0")]
    [InlineData("opencl:0:-1")]
    [InlineData("tcp:host")]
    public void Other_names_are_refused_with_those_that_there_are(string device) =>
        Assert.Contains(DeviceArrays.Forms, Assert.Throws<InvalidSettingException>(() => DeviceArrays.Open(device, Settings)).Message);

    [Fact]
    public void A_device_that_is_not_there_is_missing() =>
        Assert.Throws<DeviceMissingException>(() => DeviceArrays.Open("serial:/dev/none", Settings, new() { ReconnectSeconds = 0.1 }));
}
