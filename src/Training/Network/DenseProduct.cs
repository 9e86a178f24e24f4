using System.Buffers;
using FhnHw.Kernels.Threads;

namespace FhnHw.Training.Network;

/// <summary>Dense matrix products of a batch between two layers.</summary>
/// <remarks>
/// Written by hand: MathNet's managed product uses neither vectors nor tiles, and would take most of an epoch. Every element is one chain over the
/// inner index in ascending order, so its bits depend neither on the number of cores nor on the width of the vectors: between hidden layers of
/// fused multiply-adds, at the output weights of products and sums that are rounded apart, as MathNet does it.
/// </remarks>
public static class DenseProduct
{
    // Images or inputs that a core takes at a time: two tiles.
    private const int Grain = 8;

    /// <summary>sums[image] = W · inputs[image] + b, for every image, on all cores.</summary>
    /// <param name="weights">W and b.</param>
    /// <param name="inputs">inputs × batch, column-major.</param>
    /// <param name="images">Images in the batch.</param>
    /// <param name="sums">Gets outputs × batch, column-major.</param>
    public static void Forward(LayerWeights weights, float[] inputs, int images, float[] sums) =>
        Team.Share(images, Grain, (from, to) => Forward<Fused>(weights, inputs, weights.Bias, from, to, sums));

    /// <summary>errors[image] = Wᵀ · slopes[image], for every image, on all cores.</summary>
    /// <param name="weights">W.</param>
    /// <param name="slopes">outputs × batch, column-major.</param>
    /// <param name="images">Images in the batch.</param>
    /// <param name="errors">Gets inputs × batch, column-major.</param>
    public static void Backward(LayerWeights weights, float[] slopes, int images, float[] errors)
    {
        var transposed = new float[weights.Values.Length];
        Transpose(weights, 0, weights.Outputs, transposed);
        Team.Share(images, Grain, (from, to) => Backward<Fused>(weights, transposed, slopes, from, to, errors));
    }

    /// <summary>gradient = slopes · inputsᵀ, summed over the images, on all cores: outputs × inputs, column-major.</summary>
    /// <param name="weights">Their shape.</param>
    /// <param name="slopes">outputs × batch, column-major.</param>
    /// <param name="inputs">inputs × batch, column-major.</param>
    /// <param name="images">Images in the batch.</param>
    /// <param name="gradient">Gets the gradient of the weights.</param>
    public static void Gradient(LayerWeights weights, float[] slopes, float[] inputs, int images, float[] gradient) =>
        Team.Share(weights.Inputs, Grain, (from, to) => Gradient<Fused>(
            weights, slopes, inputs, images, from, to, gradient.AsSpan(from * weights.Outputs, (to - from) * weights.Outputs)));

    /// <summary>The forward product of images [from, to), on this core; start, where it is not null, is added to each image's sums.</summary>
    internal static void Forward<TSum>(LayerWeights weights, float[] inputs, float[]? start, int from, int to, float[] sums)
        where TSum : struct, ISumOfProducts =>
        Run<TSum>(
            weights.Values, weights.Outputs, weights.Inputs, inputs, weights.Inputs, 1, start, from, to,
            sums.AsSpan(from * weights.Outputs, (to - from) * weights.Outputs));

    /// <summary>The backward product of images [from, to), on this core, from what <see cref="Transpose"/> gives of all of W.</summary>
    internal static void Backward<TSum>(LayerWeights weights, float[] transposed, float[] slopes, int from, int to, float[] errors)
        where TSum : struct, ISumOfProducts =>
        Run<TSum>(
            transposed, weights.Inputs, weights.Outputs, slopes, weights.Outputs, 1, null, from, to,
            errors.AsSpan(from * weights.Inputs, (to - from) * weights.Inputs));

    /// <summary>The gradient of the weights of inputs [from, to) alone, on this core, over all images of the batch.</summary>
    internal static void Gradient<TSum>(
        LayerWeights weights, float[] slopes, float[] inputs, int images, int from, int to, Span<float> gradient)
        where TSum : struct, ISumOfProducts =>
        Run<TSum>(slopes, weights.Outputs, images, inputs, 1, weights.Inputs, null, from, to, gradient);

    /// <summary>Writes the weights of outputs [from, to) one output after the other: element [output · inputs + input].</summary>
    internal static void Transpose(LayerWeights weights, int from, int to, float[] transposed)
    {
        var (values, outputs, inputs) = (weights.Values, weights.Outputs, weights.Inputs);
        for (var first = 0; first < inputs; first += Grain)
        {
            // Few inputs at a time: their lines stay near from one output to the next.
            for (var output = from; output < to; output++)
            {
                var row = transposed.AsSpan((output * inputs) + first, Math.Min(Grain, inputs - first));
                for (var input = 0; input < row.Length; input++)
                {
                    row[input] = values[((first + input) * outputs) + output];
                }
            }
        }
    }

    private static void Run<TSum>(
        float[] a, int rows, int inner, float[] b, int columnStep, int innerStep, float[]? start, int from, int to, Span<float> c)
        where TSum : struct, ISumOfProducts
    {
        if (rows >= ProductTiles.LeastRows)
        {
            new ProductTiles(a, rows, inner, b, columnStep, innerStep, start).Run<TSum>(from, to, c);
            return;
        }

        // Fewer rows than a vector has lanes get zeros after the last.
        const int Padded = ProductTiles.LeastRows;
        var (wideA, wideC, wideStart) = (
            ArrayPool<float>.Shared.Rent(inner * Padded), ArrayPool<float>.Shared.Rent((to - from) * Padded), ArrayPool<float>.Shared.Rent(Padded));
        Pad(a, rows, inner, wideA);
        if (start is not null)
        {
            Pad(start, rows, 1, wideStart);
        }

        new ProductTiles(wideA, Padded, inner, b, columnStep, innerStep, start is null ? null : wideStart).Run<TSum>(from, to, wideC);
        for (var column = 0; column < to - from; column++)
        {
            wideC.AsSpan(column * Padded, rows).CopyTo(c[(column * rows)..]);
        }

        ArrayPool<float>.Shared.Return(wideA);
        ArrayPool<float>.Shared.Return(wideC);
        ArrayPool<float>.Shared.Return(wideStart);
    }

    private static void Pad(ReadOnlySpan<float> values, int rows, int columns, Span<float> padded)
    {
        padded = padded[..(columns * ProductTiles.LeastRows)];
        padded.Clear();
        for (var column = 0; column < columns; column++)
        {
            values.Slice(column * rows, rows).CopyTo(padded[(column * ProductTiles.LeastRows)..]);
        }
    }
}
