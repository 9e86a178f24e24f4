using FhnHw.Training.Seeding;

namespace FhnHw.Training.Learning;

/// <summary>
/// Leaves some hidden cells out of each image of a training step (Srivastava et al., JMLR 15, 2014), so that no class depends on one cell.
/// </summary>
/// <param name="share">Share of cells left out.</param>
/// <param name="seed">The run's seed.</param>
public sealed class Dropout(double share, int seed)
{
    /// <summary>
    /// The factor of each cell of a step's images: 0 where it is left out, else 1/(1 - share). Equal seeds and steps give equal factors.
    /// </summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="layer">The hidden layer, from 0.</param>
    /// <param name="kept">Gets one factor for each cell of all images.</param>
    public void Draw(long step, int layer, Span<float> kept)
    {
        var random = Seeds.Stream(Seeds.OfLayer(seed, layer), SeedPurpose.Dropout, (int)step);
        for (var cell = 0; cell < kept.Length; cell++)
        {
            kept[cell] = random.NextDouble() < share ? 0 : (float)(1 / (1 - share));
        }
    }
}
