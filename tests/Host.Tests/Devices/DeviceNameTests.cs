using FhnHw.Host.Devices;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Tests.Devices;

public class DeviceNameTests
{
    [Theory]
    [InlineData("managed")]
    [InlineData("float")]
    [InlineData("opencl")]
    [InlineData("opencl:0:0")]
    [InlineData("opencl:12:3")]
    public void A_name_is_written_as_it_is_read(string text) => Assert.Equal(text, DeviceName.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("Managed")]
    [InlineData("managed:0")]
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
}
