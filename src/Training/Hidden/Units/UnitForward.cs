using System.Numerics.Tensors;

namespace FhnHw.Training.Hidden.Units;

/// <summary>
/// A hidden layer of units in the forward pass: sums → cells → noise → less what the ghosts tell of it → means of the pooled cells.
/// </summary>
/// <param name="cells">The cells.</param>
/// <param name="layout">Which of them make up a unit.</param>
/// <param name="noise">The noise on what they send on; null for none.</param>
/// <param name="batch">Gets what the backward pass needs.</param>
internal sealed class UnitForward(IForward cells, UnitLayout layout, CellNoise? noise, UnitBatch batch) : IForward
{
    private long _images;

    /// <inheritdoc/>
    public string Name => cells.Name;

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
    {
        var images = sums.Length / layout.Units;
        batch.Resize(images * layout.Cells);
        layout.Spread(sums, batch.Sums, 0);
        cells.Respond(batch.Sums, batch.Clean);
        batch.Clean.CopyTo(batch.Outputs);
        if (noise is null)
        {
            batch.Factors.Fill(1);
        }
        else
        {
            noise.Apply(_images, layout.Cells, batch.Outputs, batch.Factors);
            Correct(images);
        }

        _images += images;
        layout.Average(batch.Outputs, activations);
    }

    // What ghosts give without noise is known, since they always get the same current. The mean of what they give beyond it is the estimate of
    // the noise that all cells have in common.
    private void Correct(int images)
    {
        for (var image = 0; image < images && layout.Ghosts > 0; image++)
        {
            var (first, ghosts) = (image * layout.Cells, ((image + 1) * layout.Cells) - layout.Ghosts);
            var common = 0f;
            for (var ghost = ghosts; ghost < ghosts + layout.Ghosts; ghost++)
            {
                common += batch.Outputs[ghost] - batch.Clean[ghost];
            }

            var real = batch.Outputs[first..ghosts];
            TensorPrimitives.Subtract(real, common / layout.Ghosts, real);
        }
    }
}

/// <summary>
/// A hidden layer of units in the backward pass: the mean over a unit's cells of the surrogate's slope times the noise's dy/dx. Additive noise
/// leaves the slope as it is, multiplicative noise scales it as it scaled the output.
/// </summary>
/// <param name="cells">The surrogate of the cells.</param>
/// <param name="layout">Which of them make up a unit.</param>
/// <param name="batch">What the forward pass of this batch left.</param>
internal sealed class UnitSurrogate(ISurrogate cells, UnitLayout layout, UnitBatch batch) : ISurrogate
{
    private float[] _slopes = [];

    /// <inheritdoc/>
    public string Name => cells.Name;

    /// <summary>False: a batch is spread over its cells as a whole.</summary>
    public bool ByImage => false;

    /// <inheritdoc/>
    public void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sums.Length / layout.Units * layout.Cells, batch.Sums.Length);
        Scratch.Ensure(ref _slopes, batch.Sums.Length);
        var ofCells = _slopes.AsSpan(0, batch.Sums.Length);
        cells.Slopes(batch.Sums, batch.Clean, ofCells);
        TensorPrimitives.Multiply(ofCells, batch.Factors, ofCells);
        layout.Average(ofCells, slopes);
    }
}
