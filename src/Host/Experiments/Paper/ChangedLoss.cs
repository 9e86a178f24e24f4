using System.Numerics.Tensors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>The cross entropy of the time-mean outputs of some images where one activation of an image is not what it was.</summary>
/// <param name="weights">The network.</param>
/// <param name="forward">Each of its hidden layers; they are alike.</param>
/// <param name="sums">The sums into each hidden layer, cell by cell, image by image.</param>
/// <param name="activations">Of the last hidden layer, in the same order.</param>
/// <param name="labels">The class of each image.</param>
internal sealed class ChangedLoss(NetworkWeights weights, IForward forward, float[][] sums, float[] activations, byte[] labels)
{
    // The output weights with classes of zero after the last: the product takes whole vectors of 16, and ten classes one by one take ten times
    // as long.
    private readonly LayerWeights _paddedOutput = Padded(weights.Output);

    private readonly double[][] _outputs = [.. Enumerable.Range(0, labels.Length).Select(image => Outputs(weights, activations, image))];

    /// <summary>The loss of an image with the activation of one of its cells changed and the layers after it run anew; nats.</summary>
    /// <param name="layer">The hidden layer, from 0.</param>
    /// <param name="changes">What is added to each activation of the layer, cell by cell, image by image.</param>
    /// <returns>One loss a change: no two are made at once.</returns>
    public double[] Of(int layer, float[] changes)
    {
        var (losses, cells) = (new double[changes.Length], weights.Hidden[layer]);
        var later = layer == weights.Hidden.Count - 1 ? [] : OutputsThroughLayers(layer, changes);
        Parallel.For(0, labels.Length, image =>
        {
            Span<double> outputs = stackalloc double[weights.Classes];
            for (var cell = 0; cell < cells; cell++)
            {
                var i = (image * cells) + cell;
                for (var c = 0; c < outputs.Length; c++)
                {
                    outputs[c] = later.Length == 0
                        ? _outputs[image][c] + (weights.Output.Values[(cell * outputs.Length) + c] * (double)changes[i])
                        : later[(i * _paddedOutput.Outputs) + c];
                }

                losses[i] = -Math.Log(Math.Max(Softmax(outputs)[labels[image]], 1e-300));
            }
        });
        return losses;
    }

    /// <summary>dLoss/d(activation) of the last hidden layer as it was, cell by cell, image by image.</summary>
    public float[] Errors()
    {
        var all = new float[activations.Length];
        for (var image = 0; image < labels.Length; image++)
        {
            var errors = Softmax([.. _outputs[image]]).ToArray();
            errors[labels[image]] -= 1;
            for (var cell = 0; cell < weights.Hidden.Last; cell++)
            {
                all[(image * weights.Hidden.Last) + cell] = (float)errors.Select((error, c) => error * weights.Output.Matrix[c, cell]).Sum();
            }
        }

        return all;
    }

    // The padded outputs for each change: it is an image of its own in a batch through the layers after its own.
    private float[] OutputsThroughLayers(int layer, float[] changes)
    {
        var next = weights.Layers[layer + 1];
        var values = new float[changes.Length * next.Outputs];
        Parallel.For(0, changes.Length, i =>
        {
            var (image, cell) = (i / next.Inputs, i % next.Inputs);
            TensorPrimitives.MultiplyAdd(
                next.Values.AsSpan(cell * next.Outputs, next.Outputs), changes[i],
                sums[layer + 1].AsSpan(image * next.Outputs, next.Outputs), values.AsSpan(i * next.Outputs, next.Outputs));
        });

        for (var after = layer + 1; after < weights.Hidden.Count; after++)
        {
            var responses = new float[values.Length];
            forward.Respond(values, responses);
            var following = after + 1 < weights.Hidden.Count ? weights.Layers[after + 1] : _paddedOutput;
            values = new float[changes.Length * following.Outputs];
            DenseProduct.Forward(following, responses, changes.Length, values);
        }

        return values;
    }

    private static LayerWeights Padded(LayerWeights output)
    {
        var padded = new LayerWeights(output.Inputs, (output.Outputs + 15) / 16 * 16);
        padded.Matrix.SetSubMatrix(0, 0, output.Matrix);
        output.Bias.CopyTo(padded.Bias, 0);
        return padded;
    }

    private static double[] Outputs(NetworkWeights weights, float[] activations, int image)
    {
        var (output, cells) = (weights.Output, weights.Hidden.Last);
        var outputs = new double[weights.Classes];
        for (var c = 0; c < outputs.Length; c++)
        {
            for (var cell = 0; cell < cells; cell++)
            {
                outputs[c] += (double)output.Values[(cell * outputs.Length) + c] * activations[(image * cells) + cell];
            }

            outputs[c] = output.Bias[c] + outputs[c];
        }

        return outputs;
    }

    // In place.
    private static Span<double> Softmax(Span<double> outputs)
    {
        var (most, sum) = (double.NegativeInfinity, 0.0);
        foreach (var output in outputs)
        {
            most = Math.Max(most, output);
        }

        foreach (ref var output in outputs)
        {
            sum += output = Math.Exp(output - most);
        }

        foreach (ref var output in outputs)
        {
            output /= sum;
        }

        return outputs;
    }
}
