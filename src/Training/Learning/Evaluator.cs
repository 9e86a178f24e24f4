using System.Numerics.Tensors;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>Measures a network's accuracy, by vote and by time-mean.</summary>
public static class Evaluator
{
    private const int BatchImages = 500;

    /// <summary>Evaluates a network on a set of images.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="layer">Its hidden layer.</param>
    /// <param name="images">The set.</param>
    /// <param name="progress">Told the images done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static Accuracy Run(
        NetworkWeights weights, HiddenLayer layer, ImageSet images, Action<int>? progress = null, CancellationToken cancellation = default) =>
        Answer(weights, layer, images, progress, cancellation).Accuracy(images);

    /// <summary>
    /// The network's predictions for a set of images; parameters as for <see cref="Run"/>. Where nothing votes, both are those of the
    /// time-mean.
    /// </summary>
    /// <exception cref="Kernels.Errors.InvalidSettingException">A weight is NaN, infinite or too large: the training diverged.</exception>
    public static Predictions Answer(
        NetworkWeights weights, HiddenLayer layer, ImageSet images, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        Divergence.Check(weights);
        var voter = layer.Voter(weights.ToReadout(layer.Nonlinearity));
        var batch = new PixelBatch(BatchImages, images.Rows, images.Columns);
        var sums = new float[BatchImages * weights.Hidden];
        var predictions = new float[sums.Length];
        var tanh = new float[sums.Length];
        var indices = new ushort[sums.Length];
        var byVote = new int[images.Count];
        var byMean = new int[images.Count];
        for (var start = 0; start < images.Count; start += BatchImages)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(BatchImages, images.Count - start);
            var used = count * weights.Hidden;
            batch.Load(images, [.. Enumerable.Range(start, count)], []);
            batch.Multiply(weights, sums);
            layer.Forward.Respond(sums.AsSpan(0, used), predictions.AsSpan(0, used));
            TakeMeans(weights, predictions, byMean.AsSpan(start, count));
            if (voter is null)
            {
                byMean.AsSpan(start, count).CopyTo(byVote.AsSpan(start));
            }
            else
            {
                CurrentEncoder.Of(sums.AsSpan(0, used), layer.Codes!, tanh, indices.AsSpan(0, used));
                TakeVotes(voter.Vote(indices.AsSpan(0, used)), byVote.AsSpan(start, count));
            }

            progress?.Invoke(start + count);
        }

        return new Predictions(byVote, byMean);
    }

    /// <summary>The current codes of some images, image by image.</summary>
    public static ushort[] Currents(NetworkWeights weights, ImageSet images, int[] numbers, CurrentCodes codes)
    {
        var batch = new PixelBatch(numbers.Length, images.Rows, images.Columns);
        var sums = new float[numbers.Length * weights.Hidden];
        var indices = new ushort[sums.Length];
        batch.Load(images, numbers, []);
        batch.Multiply(weights, sums);
        CurrentEncoder.Of(sums, codes, new float[sums.Length], indices);
        return indices;
    }

    private static void TakeMeans(NetworkWeights weights, float[] predictions, Span<int> classes)
    {
        var outputs = new float[weights.Classes];
        for (var image = 0; image < classes.Length; image++)
        {
            weights.B3.CopyTo(outputs, 0);
            for (var cell = 0; cell < weights.Hidden; cell++)
            {
                var row = weights.W3Values.AsSpan(cell * weights.Classes, weights.Classes);
                TensorPrimitives.MultiplyAdd(row, predictions[(image * weights.Hidden) + cell], outputs, outputs);
            }

            classes[image] = TensorPrimitives.IndexOfMax<float>(outputs);
        }
    }

    // The class with the most samples; ties go to the lower class.
    private static void TakeVotes(int[] votes, Span<int> classes)
    {
        var count = votes.Length / classes.Length;
        for (var image = 0; image < classes.Length; image++)
        {
            classes[image] = TensorPrimitives.IndexOfMax<int>(votes.AsSpan(image * count, count));
        }
    }
}
