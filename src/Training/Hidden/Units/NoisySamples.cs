using System.Numerics.Tensors;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Hidden.Units;

/// <summary>The samples of an image's cells under noise, as the readout sees them, less what ghosts tell of the noise.</summary>
/// <param name="test">Kinds, intensities, and how long a ξ lasts.</param>
/// <param name="samples">Samples of the window.</param>
internal sealed class NoisySamples(TestNoise test, int samples)
{
    private readonly float[] _seen = new float[samples], _normals = new float[samples];
    private readonly float[] _shift = new float[samples]; // the additive noise that all cells share
    private readonly float[] _factor = new float[samples]; // the multiplicative noise that all cells share
    private readonly float[] _estimate = new float[samples];
    private ulong _image;

    private HiddenNoise Noise => test.Noise;

    /// <summary>Draws what all cells of an image have in common.</summary>
    /// <param name="image">The key of its noise.</param>
    public void Begin(ulong image)
    {
        _image = image;
        _estimate.AsSpan().Clear();
        Draw(Normals.Key(image, -1), Noise.AdditiveCorrelated, _shift);
        Draw(Normals.Key(image, -2), Noise.MultiplicativeCorrelated, _factor);
        TensorPrimitives.Add(_factor, 1, _factor);
    }

    /// <summary>Adds a ghost's deviation from what it gives without noise to the estimate of the noise that all cells have in common.</summary>
    /// <param name="clean">Its samples without noise.</param>
    /// <param name="cell">Its number.</param>
    /// <param name="ghosts">How many there are.</param>
    public void Measure(ReadOnlySpan<float> clean, int cell, int ghosts)
    {
        Put(clean, cell);
        TensorPrimitives.Subtract(_seen, clean, _seen);
        TensorPrimitives.MultiplyAdd(_seen, 1f / ghosts, _estimate, _estimate);
    }

    /// <summary>A cell's samples, until the next call.</summary>
    /// <param name="clean">Its samples without noise.</param>
    /// <param name="cell">Its number.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> clean, int cell)
    {
        Put(clean, cell);
        TensorPrimitives.Subtract(_seen, _estimate, _seen);
        return _seen;
    }

    private void Put(ReadOnlySpan<float> clean, int cell)
    {
        TensorPrimitives.Multiply(clean, _factor, _seen);
        if (Noise.Multiplicative != 0)
        {
            Draw(Normals.Key(_image, 2L * cell), Noise.Multiplicative, _normals);
            TensorPrimitives.MultiplyAdd(_seen, _normals, _seen, _seen);
        }

        TensorPrimitives.Add(_seen, _shift, _seen);
        if (Noise.Additive != 0)
        {
            Draw(Normals.Key(_image, (2L * cell) + 1), Noise.Additive, _normals);
            TensorPrimitives.Add(_seen, _normals, _seen);
        }
    }

    // √(2D) ξ at each sample.
    private void Draw(ulong key, double intensity, Span<float> values)
    {
        if (intensity == 0)
        {
            values.Clear();
            return;
        }

        var drawn = test.Timing == NoiseTiming.Image ? values[..1] : values;
        Normals.Fill(key, drawn);
        TensorPrimitives.Multiply(drawn, HiddenNoise.Deviation(intensity), drawn);
        if (test.Timing == NoiseTiming.Image)
        {
            values.Fill(drawn[0]);
        }
    }
}
