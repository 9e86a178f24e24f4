using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Export;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Export;

public class ExportedNetworkTests
{
    [Theory]
    [InlineData(784, new object[] { "images", 1, 28, 28 })]
    [InlineData(6, new object[] { "images", 6 })]
    public void Images_are_square_where_their_pixels_make_a_square(int pixels, object[] shape)
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var layer = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        Assert.Equal(shape, new ExportedNetwork(NetworkWeights.Draw(pixels, 4, 3, 1), layer).Shape);
    }

    [Fact]
    public void Layers_without_a_response_table_are_refused()
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var streamed = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Stream);
        var error = Assert.Throws<InvalidSettingException>(() => new ExportedNetwork(NetworkWeights.Draw(4, 4, 3, 1), streamed));
        Assert.Contains(Remedy.Do(RemedyAction.TakeTable), error.Remedies);
    }
}
