using System.Numerics.Tensors;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Hidden.Units;

/// <summary>Draws the noise of one hidden layer and puts it on what its cells send on.</summary>
/// <param name="noise">Kinds and intensities.</param>
/// <param name="key">Of run, layer and epoch: equal keys and images give equal noise.</param>
internal sealed class CellNoise(HiddenNoise noise, ulong key)
{
    private float[] _normals = [];

    /// <summary>Adds noise to the outputs of some images.</summary>
    /// <param name="firstImage">The number of the first image, which decides its noise.</param>
    /// <param name="cells">Cells of an image.</param>
    /// <param name="outputs">x of each cell, image by image; becomes y.</param>
    /// <param name="factors">Gets dy/dx of each cell.</param>
    public void Apply(long firstImage, int cells, Span<float> outputs, Span<float> factors)
    {
        Scratch.Ensure(ref _normals, cells);
        for (var image = 0; image < outputs.Length / cells; image++)
        {
            Apply(Normals.Key(key, firstImage + image), outputs.Slice(image * cells, cells), factors.Slice(image * cells, cells));
        }
    }

    // Every kind has its own numbers, so that one more leaves the others as they are.
    private void Apply(ulong image, Span<float> outputs, Span<float> factors)
    {
        var normals = _normals.AsSpan(0, outputs.Length);
        factors.Fill(1 + (HiddenNoise.Deviation(noise.MultiplicativeCorrelated) * One(image, 0)));
        if (noise.Multiplicative != 0)
        {
            Normals.Fill(Normals.Key(image, 1), normals);
            TensorPrimitives.Multiply(normals, HiddenNoise.Deviation(noise.Multiplicative), normals);
            TensorPrimitives.Add(normals, 1, normals);
            TensorPrimitives.Multiply(factors, normals, factors);
        }

        TensorPrimitives.Multiply(outputs, factors, outputs);
        TensorPrimitives.Add(outputs, HiddenNoise.Deviation(noise.AdditiveCorrelated) * One(image, 2), outputs);
        if (noise.Additive != 0)
        {
            Normals.Fill(Normals.Key(image, 3), normals);
            TensorPrimitives.MultiplyAdd(normals, HiddenNoise.Deviation(noise.Additive), outputs, outputs);
        }
    }

    private static float One(ulong image, int kind)
    {
        Span<float> one = stackalloc float[1];
        Normals.Fill(Normals.Key(image, kind), one);
        return one[0];
    }
}
