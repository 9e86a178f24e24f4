using FhnHw.Kernels.Cells;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>
/// The gradient through the array itself, by central differences: the current of one cell of one image is moved by some codes up
/// and down, the array runs, with the layers after it, and the loss is computed anew. Surrogates are measured against it.
/// </summary>
internal sealed class ArrayGradient
{
    private readonly NetworkWeights _weights;
    private readonly IForward _forward;
    private readonly CurrentCodes _codes;
    private readonly PixelBatch _batch;
    private readonly PixelGradient _gradient;
    private readonly ChangedLoss _loss;
    private readonly float[][] _sums, _activations; // of each hidden layer, cell by cell, image by image

    /// <summary>Runs some images through a network.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="forward">Each of its hidden layers; they are alike.</param>
    /// <param name="codes">The currents that the cells know.</param>
    /// <param name="images">The images.</param>
    public ArrayGradient(NetworkWeights weights, IForward forward, CurrentCodes codes, ImageSet images)
    {
        (_weights, _forward, _codes) = (weights, forward, codes);
        _gradient = new PixelGradient(images.Count, images.Rows * images.Columns, weights.First.Outputs);
        _batch = new PixelBatch(images.Count, images.Rows, images.Columns, _gradient);
        _batch.Load(images, Enumerable.Range(0, images.Count).ToArray(), default);
        _sums = [.. weights.Hidden.Select(cells => new float[images.Count * cells])];
        _activations = [.. _sums.Select(sums => new float[sums.Length])];
        _batch.Multiply(weights.First, _sums[0]);
        _forward.Respond(_sums[0], _activations[0]);
        for (var layer = 1; layer < _sums.Length; layer++)
        {
            DenseProduct.Forward(weights.Layers[layer], _activations[layer - 1], images.Count, _sums[layer]);
            _forward.Respond(_sums[layer], _activations[layer]);
        }

        _loss = new ChangedLoss(weights, forward, _sums, _activations[^1], images.Labels);
    }

    /// <summary>dLoss/d(sum) by differences of the array's activations.</summary>
    /// <param name="layer">The hidden layer, from 0.</param>
    /// <param name="codes">How far each current is moved each way, codes.</param>
    /// <returns>One value a sum, cell by cell, image by image.</returns>
    public float[] ByDifferences(int layer, int codes)
    {
        var tanh = Array.ConvertAll(_sums[layer], MathF.Tanh);
        var (above, below) = (Changes(layer, tanh, codes, out var codesAbove), Changes(layer, tanh, -codes, out var codesBelow));
        var (lossAbove, lossBelow) = (_loss.Of(layer, above), _loss.Of(layer, below));
        var slopes = new float[tanh.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            var moved = (codesAbove[i] - codesBelow[i]) / (double)_codes.MaxCode;
            slopes[i] = (float)((lossAbove[i] - lossBelow[i]) / moved * (1 - (tanh[i] * tanh[i])));
        }

        return slopes;
    }

    /// <summary>dLoss/d(sum) as a surrogate has it: one array a hidden layer, as <see cref="ByDifferences"/> has it.</summary>
    public float[][] BySurrogate(ISurrogate surrogate)
    {
        var slopes = new float[_sums.Length][];
        for (var layer = slopes.Length - 1; layer >= 0; layer--)
        {
            var errors = layer == slopes.Length - 1 ? _loss.Errors() : Errors(layer, slopes[layer + 1]);
            slopes[layer] = new float[errors.Length];
            surrogate.Slopes(_sums[layer], _activations[layer], slopes[layer]);
            for (var i = 0; i < errors.Length; i++)
            {
                slopes[layer][i] *= errors[i];
            }
        }

        return slopes;
    }

    /// <summary>The cosine between two gradients by the sums into a layer, and by the weights into it, whose gradients follow from them.</summary>
    /// <param name="layer">The hidden layer, from 0.</param>
    /// <param name="one">dLoss/d(sum) of that layer.</param>
    /// <param name="other">The same by other means.</param>
    public GradientCosine Cosine(int layer, float[] one, float[] other)
    {
        var (sums, byWeights) = (new CosineSum(), new CosineSum());
        sums.Add(one, other);
        foreach (var (gradient, otherGradient) in WeightGradients(layer, one).Zip(WeightGradients(layer, other)))
        {
            byWeights.Add(gradient, otherGradient);
        }

        return new GradientCosine(sums.Cosine, byWeights.Cosine);
    }

    // The gradient by the weights into a layer, in pieces: those of a block of pixels, and between hidden layers all.
    private IEnumerable<float[]> WeightGradients(int layer, float[] slopes)
    {
        var weights = _weights.Layers[layer];
        if (layer > 0)
        {
            var gradient = new float[weights.Values.Length];
            DenseProduct.Gradient(weights, slopes, _activations[layer - 1], _batch.Count, gradient);
            yield return gradient;
            yield break;
        }

        for (var block = 0; block < _batch.Blocks; block++)
        {
            var ofBlock = new float[PixelBlocks.Of(block, weights.Inputs).GetOffsetAndLength(weights.Inputs).Length * weights.Outputs];
            _gradient.TakeSlopes(slopes, 0, _batch.Count); // each time: two gradients go by side by side
            _gradient.Of(block, _batch.Count, ofBlock);
            yield return ofBlock;
        }
    }

    // dLoss/d(activation) of a layer from dLoss/d(sum) of the next.
    private float[] Errors(int layer, float[] nextSlopes)
    {
        var errors = new float[_sums[layer].Length];
        DenseProduct.Backward(_weights.Layers[layer + 1], nextSlopes, _batch.Count, errors);
        return errors;
    }

    // By how much each activation changes where its current is moved by some codes, and the codes that came of it: they end at the largest.
    private float[] Changes(int layer, float[] tanh, int by, out int[] codes)
    {
        var max = _codes.MaxCode;
        codes = Array.ConvertAll(tanh, u => Math.Clamp((int)MathF.Round(u * max) + by, -max, max));
        var sums = Array.ConvertAll(codes, code => MathF.Atanh(code / (float)max));
        var changes = new float[sums.Length];
        _forward.Respond(sums, changes);
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] -= _activations[layer][i];
        }

        return changes;
    }
}
