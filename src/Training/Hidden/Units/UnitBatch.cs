namespace FhnHw.Training.Hidden.Units;

/// <summary>What the cells of a layer got and gave for one batch. The backward pass reads what the forward pass left.</summary>
internal sealed class UnitBatch
{
    private float[] _sums = [], _clean = [], _outputs = [], _factors = [];
    private int _used;

    /// <summary>The sum into each cell, image by image.</summary>
    public Span<float> Sums => _sums.AsSpan(0, _used);

    /// <summary>What each cell gives without the layer's noise.</summary>
    public Span<float> Clean => _clean.AsSpan(0, _used);

    /// <summary>What each cell sends on.</summary>
    public Span<float> Outputs => _outputs.AsSpan(0, _used);

    /// <summary>d output / d clean of each cell: 1 where there is no noise.</summary>
    public Span<float> Factors => _factors.AsSpan(0, _used);

    /// <summary>Makes room for the cells of a batch.</summary>
    public void Resize(int cells)
    {
        Scratch.Ensure(ref _sums, cells);
        Scratch.Ensure(ref _clean, cells);
        Scratch.Ensure(ref _outputs, cells);
        Scratch.Ensure(ref _factors, cells);
        _used = cells;
    }
}
