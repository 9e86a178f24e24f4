using FhnHw.Kernels.Arrays;
using FhnHw.Training.Network;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Hidden;

/// <summary>The arrays that the hidden layers of a network run on.</summary>
public static class LayerArrays
{
    /// <summary>
    /// The settings of each array: one for all layers where cells are alike, else one a layer, whose cells are others than those of the layers before.
    /// Drawn cells get a seed of their own; of measured cells each layer gets the next ones.
    /// </summary>
    /// <param name="settings">The array of the network: the first layer's, but for the number of cells.</param>
    /// <param name="hidden">Cells of each hidden layer.</param>
    public static IReadOnlyList<ArraySettings> Of(ArraySettings settings, LayerSizes hidden) => settings.HasPerCellParameters
        ? [.. hidden.Select((size, layer) => settings with
        {
            Cells = size,
            Imperfections = settings.Imperfections with
            {
                Seed = Seeds.OfLayer(settings.Imperfections.Seed, layer),
                Measured = settings.Imperfections.Measured is { } cells && cells.Count == hidden.Total
                    ? [.. cells.Take(hidden.RangeOf(layer))]
                    : settings.Imperfections.Measured, // refused by the array, which says how many there are
            },
        })]
        : [settings with { Cells = hidden.First }];
}
