using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Hidden;

public class LayerArraysTests
{
    private static readonly LayerSizes Hidden = LayerSizes.Parse("6,4");

    [Fact]
    public void Layers_of_ideal_cells_share_one_array() => Assert.Single(LayerArrays.Of(ArraySettings.Usual, Hidden));

    [Fact]
    public void Imperfect_cells_of_a_second_layer_are_others_and_those_of_the_first_stay()
    {
        var settings = With(new Imperfections { OffsetMismatch = 0.3 });
        var layers = LayerArrays.Of(settings, Hidden);
        Assert.Equal([6, 4], layers.Select(layer => layer.Cells));
        Assert.Equal((settings with { Cells = 6 }).PerCell!.Cells, layers[0].PerCell!.Cells);
        Assert.NotEqual(layers[0].PerCell!.Cells.Take(4), layers[1].PerCell!.Cells);
    }

    [Fact]
    public void Measured_cells_serve_the_layers_one_after_the_other()
    {
        MeasuredCell[] cells = [.. Enumerable.Range(0, 10).Select(cell => new MeasuredCell(cell * 0.01, 1, 1))];
        var layers = LayerArrays.Of(With(new Imperfections { Measured = cells }), Hidden);
        Assert.Equal(cells[..6], layers[0].Imperfections.Measured);
        Assert.Equal(cells[6..], layers[1].Imperfections.Measured);
    }

    private static ArraySettings With(Imperfections imperfections) => ArraySettings.Usual with { Imperfections = imperfections, Cells = Hidden.Total };
}
