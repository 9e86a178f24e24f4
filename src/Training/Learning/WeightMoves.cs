using System.Buffers;
using System.Numerics.Tensors;
using FhnHw.Kernels.Threads;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>
/// The end of a training step: the gradient of all weights, and each weight's move. The cores share the weights by inputs; each part's gradient is
/// used while it is near.
/// </summary>
/// <param name="weights">What is moved.</param>
/// <param name="optimiser">Moves it.</param>
/// <param name="gradient">That of the first weights, which has the images and slopes of the step.</param>
/// <param name="pass">What they gave.</param>
/// <param name="slopes">dLoss/d(sum) of each layer, and last dLoss/d(output).</param>
/// <param name="bias">True to move the biases too.</param>
internal sealed class WeightMoves(
    NetworkWeights weights, IOptimiser optimiser, PixelGradient gradient, ForwardPass pass, float[][] slopes, bool bias)
{
    // Inputs of a part: two tiles of the product.
    private const int PartInputs = 8;

    private readonly int _blocks = PixelBlocks.Count(weights.Pixels);
    private readonly int _parts = PixelBlocks.Count(weights.Pixels) + weights.Layers.Skip(1).Sum(Parts) + (bias ? weights.Layers.Count : 0);
    private Action<int, int>? _move;
    private int _count;
    private AdamRate _rate;

    /// <summary>Moves all weights.</summary>
    /// <param name="count">Images of the step.</param>
    /// <param name="rate">Learning rate of the step.</param>
    public void Run(int count, AdamRate rate)
    {
        (_count, _rate) = (count, rate);
        Team.Share(_parts, 1, _move ??= Move);
    }

    private static int Parts(LayerWeights layer) => (layer.Inputs + PartInputs - 1) / PartInputs;

    // Parts: blocks of pixels, then inputs of each further layer, then the biases of each layer.
    private void Move(int from, int to)
    {
        for (var part = from; part < to; part++)
        {
            if (part < _blocks)
            {
                MovePixels(part);
                continue;
            }

            var (layer, rest) = (1, part - _blocks);
            for (; layer < weights.Layers.Count && rest >= Parts(weights.Layers[layer]); layer++)
            {
                rest -= Parts(weights.Layers[layer]);
            }

            if (layer < weights.Layers.Count)
            {
                MoveInputs(layer, rest * PartInputs, Math.Min(weights.Layers[layer].Inputs, (rest + 1) * PartInputs));
            }
            else
            {
                MoveBias(rest);
            }
        }
    }

    private void MovePixels(int block)
    {
        var (first, pixels) = PixelBlocks.Of(block, weights.Pixels).GetOffsetAndLength(weights.Pixels);
        var outputs = weights.First.Outputs;
        var shared = ArrayPool<float>.Shared.Rent(pixels * outputs);
        var ofBlock = shared.AsSpan(0, pixels * outputs);
        gradient.Of(block, _count, ofBlock);
        optimiser.Values(0).Move(weights.First.Values, first * outputs, ofBlock, _rate);
        ArrayPool<float>.Shared.Return(shared);
    }

    private void MoveInputs(int layer, int from, int to)
    {
        var moved = weights.Layers[layer];
        var shared = ArrayPool<float>.Shared.Rent((to - from) * moved.Outputs);
        var ofInputs = shared.AsSpan(0, (to - from) * moved.Outputs);
        if (layer == weights.Layers.Count - 1)
        {
            DenseProduct.Gradient<RoundedApart>(moved, slopes[layer], pass.Outputs[layer - 1], _count, from, to, ofInputs);
        }
        else
        {
            DenseProduct.Gradient<Fused>(moved, slopes[layer], pass.Outputs[layer - 1], _count, from, to, ofInputs);
        }

        optimiser.Values(layer).Move(moved.Values, from * moved.Outputs, ofInputs, _rate);
        ArrayPool<float>.Shared.Return(shared);
    }

    private void MoveBias(int layer)
    {
        var length = weights.Layers[layer].Outputs;
        var shared = ArrayPool<float>.Shared.Rent(length);
        var sum = shared.AsSpan(0, length);
        sum.Clear();
        for (var image = 0; image < _count; image++)
        {
            TensorPrimitives.Add(sum, slopes[layer].AsSpan(image * length, length), sum);
        }

        optimiser.Bias(layer).Move(weights.Layers[layer].Bias, 0, sum, _rate with { Decay = 0 });
        ArrayPool<float>.Shared.Return(shared);
    }
}
