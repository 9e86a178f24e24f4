using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>The recipe by which every format is trained in the loop: that of <c>train --shift 1</c>.</summary>
internal static class LoopTraining
{
    /// <summary>Images are moved by up to a pixel each way; Adam 2e-3 with a cosine, no bias.</summary>
    public static TrainingOptions Options(ComparePlan plan, int seed) => new() { Epochs = plan.Epochs, Shift = 1, Seed = seed };

    /// <summary>Draws a network and trains it.</summary>
    public static NetworkWeights Run(
        HiddenCells cells, ComparePlan plan, int seed, ImageSet images, Action<int> told, CancellationToken cancellation)
    {
        var options = Options(plan, seed);
        var weights = NetworkWeights.Draw(images.Rows * images.Columns, options.Hidden, images.Classes, seed);
        var trainer = new Trainer(options, images, weights, new AdamState(weights));
        var surrogate = cells.Surrogate("meanfield");
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            trainer.RunEpoch(epoch, cells.Forward, surrogate, null, cancellation);
            told(epoch);
        }

        return weights;
    }
}
