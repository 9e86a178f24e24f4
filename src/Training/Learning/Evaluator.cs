using System.Numerics.Tensors;
using FhnHw.Kernels.Threads;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>Measures a network's accuracy, by vote and by time-mean.</summary>
public static class Evaluator
{
    private const int ImagesAtATime = 64;

    /// <summary>Evaluates a network on a set of images.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="layers">Its hidden layers.</param>
    /// <param name="images">The set.</param>
    /// <param name="progress">Told the images done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static Accuracy Run(
        NetworkWeights weights, HiddenLayers layers, ImageSet images, Action<int>? progress = null, CancellationToken cancellation = default) =>
        Predict(weights, layers, images, progress, cancellation).Accuracy(images);

    /// <summary>
    /// The network's predictions for a set of images; parameters as for <see cref="Run"/>. Where nothing votes, both are those of the
    /// time-mean.
    /// </summary>
    /// <exception cref="Kernels.Errors.InvalidSettingException">A weight is NaN, infinite or too large: the training diverged.</exception>
    public static Predictions Predict(
        NetworkWeights weights, HiddenLayers layers, ImageSet images, Action<int>? progress = null, CancellationToken cancellation = default) =>
        Predict(new EvaluationRoom(weights, images.Rows, images.Columns), layers, images, progress, null, cancellation);

    /// <summary>The same with scores, votes of each class and activations.</summary>
    public static Predictions PredictInDetail(
        NetworkWeights weights, HiddenLayers layers, ImageSet images, Action<int>? progress = null, CancellationToken cancellation = default) => Predict(
        new EvaluationRoom(weights, images.Rows, images.Columns), layers, images, progress,
        PredictionDetails.For(images.Count, weights.Classes, weights.Hidden.Last), cancellation);

    /// <summary>
    /// Predictions for several sets, one after the other. Where a vote costs as much as thousands of images, all sets are voted on at once.
    /// </summary>
    /// <param name="weights">The network.</param>
    /// <param name="layers">Its hidden layers.</param>
    /// <param name="sets">The sets, of images of one size.</param>
    /// <param name="inDetail">True for scores, votes and activations of the first set.</param>
    /// <param name="progress">Told the images done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>One a set.</returns>
    /// <exception cref="Kernels.Errors.InvalidSettingException">A weight is NaN, infinite or too large: the training diverged.</exception>
    public static IReadOnlyList<Predictions> PredictEach(
        NetworkWeights weights, HiddenLayers layers, IReadOnlyList<ImageSet> sets, bool inDetail, Action<int>? progress = null,
        CancellationToken cancellation = default) => Predict(
        new EvaluationRoom(weights, sets[0].Rows, sets[0].Columns), layers, sets, progress,
        inDetail ? PredictionDetails.For(sets[0].Count, weights.Classes, weights.Hidden.Last) : null, cancellation);

    /// <summary>The same of one set in buffers that were made before, of the network; details are filled where they are given.</summary>
    internal static Predictions Predict(
        EvaluationRoom room, HiddenLayers layers, ImageSet images, Action<int>? progress, PredictionDetails? details, CancellationToken cancellation) =>
        Predict(room, layers, [images], progress, details, cancellation)[0];

    private static Predictions[] Predict(
        EvaluationRoom room, HiddenLayers layers, IReadOnlyList<ImageSet> sets, Action<int>? progress, PredictionDetails? details,
        CancellationToken cancellation)
    {
        var (weights, batch, pass) = (room.Weights, room.Batch, room.Pass);
        Divergence.Check(weights);
        var voter = layers.Last.Voter(weights.ToReadout(layers.Last.Nonlinearity));
        IForward[] forwards = [.. layers.Select(layer => layer.Forward)];
        var all = sets.Sum(set => set.Count);
        var (byVote, byMean) = (new int[all], new int[all]);
        var (done, voted) = (0, 0);
        _ = room.TakeCodes(); // of an evaluation that was cut short
        if (voter is { WantsAll: true })
        {
            room.MakeRoom(all);
        }

        foreach (var images in sets)
        {
            int[] numbers = [.. Enumerable.Range(0, images.Count)];
            for (var start = 0; start < images.Count; start += EvaluationRoom.Images)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = Math.Min(EvaluationRoom.Images, images.Count - start);
                batch.Load(images, numbers.AsMemory(start, count), default);
                pass.Run(batch, forwards);
                TakeMeans(weights.Output, pass.Activations[^1], room.Outputs, byMean, done, count);
                details?.Take(done, room.Outputs.AsSpan(0, count * weights.Classes), pass.Activations[^1].AsSpan(0, count * weights.Hidden.Last));
                done += count;
                if (voter is null)
                {
                    byMean.AsSpan(done - count, count).CopyTo(byVote.AsSpan(done - count));
                }
                else
                {
                    room.AddCodes(layers.Last.Codes!);
                    var isEnd = done == all || (start + count == images.Count && !voter.WantsAll);
                    if (!voter.LooksUp || !room.HasRoom || isEnd)
                    {
                        var codes = room.TakeCodes();
                        var winners = byVote.AsSpan(voted, codes.Length / weights.Hidden.Last);
                        if (details is null)
                        {
                            voter.Winners(codes, winners);
                        }
                        else
                        {
                            var votes = voter.Vote(codes);
                            IVoter.MostVoted(votes, winners);
                            details.Take(voted, votes);
                        }

                        voted = done;
                    }
                }

                progress?.Invoke(done);
            }
        }

        var first = 0;
        return [.. sets.Select((set, number) => Of(set.Count, number == 0 ? details : null))];

        Predictions Of(int count, PredictionDetails? ofSet)
        {
            var range = first..(first + count);
            first += count;
            return new Predictions(byVote[range], byMean[range]) { Details = ofSet };
        }
    }

    /// <summary>The current codes of each hidden layer for some images, image by image.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="layers">Its hidden layers; they have cells.</param>
    /// <param name="images">The set.</param>
    /// <param name="numbers">Which of them.</param>
    /// <returns>One array a hidden layer.</returns>
    public static ushort[][] Currents(NetworkWeights weights, HiddenLayers layers, ImageSet images, int[] numbers)
    {
        var batch = new PixelBatch(numbers.Length, images.Rows, images.Columns);
        var pass = new ForwardPass(weights, numbers.Length);
        batch.Load(images, numbers, default);
        var codes = new ushort[layers.Count][];
        for (var layer = 0; layer < codes.Length; layer++)
        {
            pass.Sum(batch, layer);
            var sums = pass.Sums[layer];
            codes[layer] = new ushort[sums.Length];
            CurrentEncoder.Of(sums, layers[layer].Codes!, new float[sums.Length], codes[layer]);
            if (layer < codes.Length - 1)
            {
                pass.Respond(layers[layer].Forward, layer, numbers.Length);
            }
        }

        return codes;
    }

    private static void TakeMeans(LayerWeights weights, float[] activations, float[] outputs, int[] classes, int first, int images) =>
        Team.Share(images, ImagesAtATime, (from, to) =>
        {
            DenseProduct.Forward<RoundedApart>(weights, activations, weights.Bias, from, to, outputs);
            for (var image = from; image < to; image++)
            {
                classes[first + image] = TensorPrimitives.IndexOfMax<float>(outputs.AsSpan(image * weights.Outputs, weights.Outputs));
            }
        });
}
