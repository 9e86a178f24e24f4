using FhnHw.Training.Network;

namespace FhnHw.Training.Hidden.Units;

/// <summary>Makes hidden layers of units from hidden layers of cells.</summary>
public static class UnitLayers
{
    /// <summary>The layers; those of cells themselves where units are single cells and there is no noise.</summary>
    /// <param name="cells">Hidden layers of as many cells as <see cref="UnitLayout.CellsOf"/> says.</param>
    /// <param name="hidden">Units of each.</param>
    /// <param name="pool">Cells of a unit.</param>
    /// <param name="ghosts">Ghost cells of each layer.</param>
    /// <param name="noise">The noise while training.</param>
    public static HiddenLayers Of(HiddenLayers cells, LayerSizes hidden, int pool, int ghosts, HiddenNoise noise)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Count, hidden.Count);
        return pool == 1 && ghosts == 0 && noise.IsNone
            ? cells
            : new([.. cells.Select((layer, number) => new UnitLayer(layer, new UnitLayout(hidden[number], pool, ghosts), number, noise))]);
    }

    /// <summary>The same layers with noise in every forward pass and in votes. The noise begins anew with each call.</summary>
    /// <param name="layers">Hidden layers, of units or of cells.</param>
    /// <param name="hidden">Units of each.</param>
    /// <param name="noise">The noise.</param>
    public static HiddenLayers Under(HiddenLayers layers, LayerSizes hidden, TestNoise noise) => new([.. layers.Select((layer, number) =>
        (layer as UnitLayer ?? new UnitLayer(layer, new UnitLayout(hidden[number], 1, 0), number, HiddenNoise.None)).Under(noise))]);
}
