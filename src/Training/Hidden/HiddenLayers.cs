using System.Collections;

namespace FhnHw.Training.Hidden;

/// <summary>The hidden layers of a network, from the images on.</summary>
/// <param name="layers">One a hidden layer, at least one. Layers of cells that are all alike may be the same object.</param>
public sealed class HiddenLayers(params IReadOnlyList<HiddenLayer> layers) : IReadOnlyList<HiddenLayer>
{
    /// <inheritdoc/>
    public int Count => layers.Count;

    /// <summary>The last one, whose traces vote.</summary>
    public HiddenLayer Last => layers[^1];

    /// <summary>The state of each layer's cells between images: what a run needs to continue to the same bits.</summary>
    public IReadOnlyList<CellsAt> CellsAt
    {
        get => [.. layers.Select(layer => layer.CellsAt)];
        set
        {
            foreach (var (layer, state) in layers.Zip(value))
            {
                layer.CellsAt = state;
            }
        }
    }

    /// <inheritdoc/>
    public HiddenLayer this[int index] => layers[index];

    /// <summary>A network of one hidden layer.</summary>
    public static implicit operator HiddenLayers(HiddenLayer layer) => new(layer);

    /// <summary>Several layers of units that are all alike, and of any number.</summary>
    public static HiddenLayers Alike(HiddenLayer layer, int count) => new([.. Enumerable.Repeat(layer, count)]);

    /// <inheritdoc/>
    public IEnumerator<HiddenLayer> GetEnumerator() => layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
