using System.Text.Json;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class LayerSizesTests
{
    [Theory]
    [InlineData("100", new[] { 100 })]
    [InlineData("256,100", new[] { 256, 100 })]
    [InlineData("1,65536,1", new[] { 1, 65536, 1 })]
    public void Sizes_are_written_as_they_are_read(string text, int[] sizes)
    {
        var layers = LayerSizes.Parse(text);
        Assert.Equal(sizes, layers);
        Assert.Equal(text, layers.ToString());
        Assert.Equal((sizes[0], sizes[^1], sizes.Sum()), (layers.First, layers.Last, layers.Total));
        Assert.Equal(layers, JsonSerializer.Deserialize<LayerSizes>(JsonSerializer.Serialize(layers)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("100,")]
    [InlineData("100,0")]
    [InlineData("-3")]
    [InlineData("65537")]
    [InlineData("10;10")]
    public void Sizes_that_no_network_has_are_refused(string text) => Assert.Throws<InvalidSettingException>(() => LayerSizes.Parse(text));

    [Fact]
    public void More_layers_than_there_may_be_are_refused() =>
        Assert.Throws<InvalidSettingException>(() => new LayerSizes([.. Enumerable.Repeat(2, LayerSizes.MostLayers + 1)]));

    [Fact]
    public void A_single_number_in_JSON_is_one_layer() => Assert.Equal(100, JsonSerializer.Deserialize<LayerSizes>("100")!.Single());

    [Fact]
    public void A_list_without_layers_in_JSON_is_refused() =>
        Assert.Throws<InvalidSettingException>(() => JsonSerializer.Deserialize<LayerSizes>("[]"));

    [Fact]
    public void The_cells_of_a_layer_follow_those_of_the_layers_before()
    {
        var layers = LayerSizes.Parse("3,4,2");
        Assert.Equal([0..3, 3..7, 7..9], Enumerable.Range(0, 3).Select(layers.RangeOf));
    }
}
