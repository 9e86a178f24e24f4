using FhnHw.Host.Devices;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Tests.Devices;

public class DeviceNameTests
{
    [Theory]
    [InlineData("cpu")]
    [InlineData("float")]
    [InlineData("opencl")]
    [InlineData("opencl:0:0")]
    [InlineData("opencl:12:3")]
    [InlineData("sim")]
    [InlineData("sim:lanes:8")]
    [InlineData("sim:per-cell:4")]
    [InlineData("sim:parallel:100")]
    [InlineData("sim:rtl")]
    [InlineData("sim:fault:reset")]
    [InlineData("sim:lanes:8:fault:stuck-x@5000")]
    [InlineData("hostile:7:sim")]
    [InlineData("hostile:7/flips=500,unplug:sim:parallel:100:fault:mute")]
    [InlineData("hostile:0/stalls:serial:/dev/ttyUSB0@115200")]
    [InlineData("hostile:7:tcp:localhost:5331")]
    [InlineData("serial:/dev/ttyUSB0")]
    [InlineData("serial:/dev/ttyUSB0@115200")]
    [InlineData("serial:COM3@1000000")]
    [InlineData("tcp:board.local:5331")]
    public void A_name_is_written_as_it_is_read(string text) => Assert.Equal(text, DeviceName.Parse(text).ToString());

    [Fact]
    public void The_cpu_array_s_former_name_is_read_and_not_written() => Assert.Equal("cpu", DeviceName.Parse("managed").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("Managed")]
    [InlineData("cpu:0")]
    [InlineData("opencl:")]
    [InlineData("opencl:0")]
    [InlineData("opencl:0:")]
    [InlineData("opencl:-1:0")]
    [InlineData("opencl:0:0:0")]
    [InlineData("opencl:0: 0")]
    [InlineData("opencl:0:99999999999")]
    [InlineData("gpu")]
    public void Anything_else_is_refused_with_the_names_there_are(string text)
    {
        var error = Assert.Throws<InvalidSettingException>(() => DeviceName.Parse(text));
        Assert.Contains("fhnhw devices", error.Message);
    }

    [Theory]
    [InlineData("sim:parallel")]
    [InlineData("sim:parallel:")]
    [InlineData("sim:cells:100")]
    [InlineData("sim:rtl:8")]
    [InlineData("sim:lanes:-4")]
    [InlineData("sim:per-cell")]
    public void A_simulated_board_that_is_none_is_refused_with_the_forms_there_are(string text)
    {
        var error = Assert.Throws<InvalidSettingException>(() => DeviceName.Parse(text));
        Assert.Contains("sim:parallel:N", error.Message);
    }

    [Fact]
    public void Every_word_that_is_a_device_by_itself_is_meant_as_one_and_a_board_to_build_is_not()
    {
        var words = DeviceName.Forms.Split([", ", " or "], StringSplitOptions.None).Select(form => form.Split('[', ':')[0]);
        Assert.All(words.Except(["serial", "tcp", "hostile", "twin"]), word => Assert.True(DeviceName.IsMeant(word), word));
        Assert.True(DeviceName.IsMeant("serial:/dev/ttyUSB0"));
        Assert.False(DeviceName.IsMeant("icebreaker"));
    }

    [Theory]
    [InlineData("serial")]
    [InlineData("serial:")]
    [InlineData("tcp:")]
    [InlineData("tcp:host")]
    [InlineData("tcp:host:70000")]
    public void A_line_that_is_none_is_refused_with_the_forms_there_are(string text)
    {
        var error = Assert.Throws<InvalidSettingException>(() => DeviceName.Parse(text));
        Assert.Contains("serial:PATH@BAUD", error.Message);
    }

    [Theory]
    [InlineData("hostile:7", "hostile:PLAN:BOARD")]
    [InlineData("hostile:7:cpu", "hostile:PLAN:BOARD")]
    [InlineData("hostile:7/floods:sim", "'floods' is no fault of a line")]
    [InlineData("hostile:7:hostile:8:sim", "hostile:PLAN:BOARD")]
    [InlineData("hostile:sim", "hostile:PLAN:BOARD")]
    public void What_is_no_hostile_line_is_refused_with_the_kinds_of_faults(string text, string words)
    {
        var error = Assert.Throws<InvalidSettingException>(() => DeviceName.Parse(text));
        Assert.Contains(words, error.Message);
        Assert.Contains("half-open", error.Message);
    }

    [Theory]
    [InlineData("sim:fault:fire")]
    [InlineData("sim:fault:reset@soon")]
    public void What_is_no_fault_of_the_simulated_board_is_refused_with_those_that_are(string text) =>
        Assert.Contains("stuck-x", Assert.Throws<InvalidSettingException>(() => DeviceName.Parse(text)).Message);
}
