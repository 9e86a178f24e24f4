using FhnHw.Kernels.Cells;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>How far two gradients point the same way: 1 the same, 0 across, -1 against.</summary>
/// <param name="Sums">Of the loss by each hidden sum of each image.</param>
/// <param name="W1">Of the loss by W1.</param>
internal sealed record GradientCosine(double Sums, double W1);

/// <summary>
/// The gradient through the array itself, by central differences: the current of one cell of one image is moved by some codes up
/// and down, the array runs, and the loss is computed anew. Surrogates are measured against it.
/// </summary>
internal sealed class ArrayGradient
{
    private readonly NetworkWeights _weights;
    private readonly IForward _forward;
    private readonly CurrentCodes _codes;
    private readonly PixelBatch _batch;
    private readonly byte[] _labels;
    private readonly float[] _sums, _tanh, _activations;
    private readonly double[][] _outputs;

    /// <summary>Runs some images through a network.</summary>
    public ArrayGradient(NetworkWeights weights, IForward forward, CurrentCodes codes, ImageSet images)
    {
        (_weights, _forward, _codes, _labels) = (weights, forward, codes, images.Labels);
        _batch = new PixelBatch(images.Count, images.Rows, images.Columns);
        _batch.Load(images, [.. Enumerable.Range(0, images.Count)], []);
        _batch.Transpose();
        _sums = new float[images.Count * weights.Hidden.Last];
        _activations = new float[_sums.Length];
        _batch.Multiply(weights.First, _sums);
        _forward.Respond(_sums, _activations);
        _tanh = Array.ConvertAll(_sums, MathF.Tanh);
        _outputs = [.. Enumerable.Range(0, images.Count).Select(Outputs)];
    }

    /// <summary>dLoss/d(sum) by differences of the array's activations.</summary>
    /// <param name="codes">How far each current is moved each way, codes.</param>
    public float[] ByDifferences(int codes)
    {
        var (above, below) = (Moved(codes, out var codesAbove), Moved(-codes, out var codesBelow));
        var slopes = new float[_sums.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            var image = i / _weights.Hidden.Last;
            var change = Loss(image, i % _weights.Hidden.Last, above[i] - _activations[i]) - Loss(image, i % _weights.Hidden.Last, below[i] - _activations[i]);
            var moved = (codesAbove[i] - codesBelow[i]) / (double)_codes.MaxCode;
            slopes[i] = (float)(change / moved * (1 - (_tanh[i] * _tanh[i])));
        }

        return slopes;
    }

    /// <summary>dLoss/d(sum) as a surrogate has it.</summary>
    public float[] BySurrogate(ISurrogate surrogate)
    {
        var slopes = new float[_sums.Length];
        surrogate.Slopes(_sums, _activations, slopes);
        for (var i = 0; i < slopes.Length; i++)
        {
            var (image, cell) = (i / _weights.Hidden.Last, i % _weights.Hidden.Last);
            var errors = Probabilities(_outputs[image]);
            errors[_labels[image]] -= 1;
            slopes[i] *= (float)errors.Select((error, c) => error * _weights.Output.Matrix[c, cell]).Sum();
        }

        return slopes;
    }

    /// <summary>The cosine between two gradients by the sums, and between the gradients by W1 that follow from them.</summary>
    public GradientCosine Cosine(float[] one, float[] other)
    {
        var sums = new Products();
        sums.Add(one, other);
        var w1 = new Products();
        var (gradientOne, gradientOther) = (new float[_weights.Hidden.Last], new float[_weights.Hidden.Last]);
        for (var pixel = 0; pixel < _weights.Pixels; pixel++)
        {
            _batch.Gradient(pixel, one, gradientOne);
            _batch.Gradient(pixel, other, gradientOther);
            w1.Add(gradientOne, gradientOther);
        }

        return new GradientCosine(sums.Cosine, w1.Cosine);
    }

    // Activations with every current moved by some codes, and the codes that came of it: they end at the largest.
    private float[] Moved(int by, out int[] codes)
    {
        var max = _codes.MaxCode;
        codes = Array.ConvertAll(_tanh, u => Math.Clamp((int)MathF.Round(u * max) + by, -max, max));
        var sums = Array.ConvertAll(codes, code => MathF.Atanh(code / (float)max));
        var activations = new float[sums.Length];
        _forward.Respond(sums, activations);
        return activations;
    }

    private double[] Outputs(int image) => [.. Enumerable.Range(0, _weights.Classes).Select(c => _weights.Output.Bias[c]
        + Enumerable.Range(0, _weights.Hidden.Last).Sum(cell => (double)_weights.Output.Matrix[c, cell] * _activations[(image * _weights.Hidden.Last) + cell]))];

    private double Loss(int image, int cell, float change)
    {
        var outputs = _outputs[image].Select((output, c) => output + (_weights.Output.Matrix[c, cell] * (double)change)).ToArray();
        return -Math.Log(Math.Max(Probabilities(outputs)[_labels[image]], 1e-300));
    }

    private static double[] Probabilities(double[] outputs)
    {
        var most = outputs.Max();
        var powers = Array.ConvertAll(outputs, output => Math.Exp(output - most));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    private struct Products
    {
        private double _product, _one, _other;

        public readonly double Cosine => _product / Math.Sqrt(_one * _other);

        public void Add(float[] one, float[] other)
        {
            for (var i = 0; i < one.Length; i++)
            {
                _product += (double)one[i] * other[i];
                _one += (double)one[i] * one[i];
                _other += (double)other[i] * other[i];
            }
        }
    }
}
