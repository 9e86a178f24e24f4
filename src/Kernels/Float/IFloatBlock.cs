namespace FhnHw.Kernels.Float;

/// <summary>Runs blocks of <see cref="Cells"/> floating-point cells through a whole run.</summary>
internal unsafe interface IFloatBlock
{
    /// <summary>Cells of a block.</summary>
    const int Cells = 32;

    /// <summary>Runs one block.</summary>
    /// <param name="cells">Exactly <see cref="Cells"/> cells.</param>
    /// <param name="trace">Where the first sample's x of the block goes; null where no samples are kept.</param>
    /// <param name="rowLength">Values from one sample to the next.</param>
    /// <param name="sums">Gets the sum of x over the window's steps, one a cell.</param>
    void Run(ReadOnlySpan<FloatCell> cells, double* trace, int rowLength, Span<double> sums);
}
