using System.Runtime.Intrinsics;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Float;

/// <summary>Counts, for one image, at how many samples each class has the largest output; sums in double, cell by cell.</summary>
internal sealed class FloatVoter
{
    private const int Lanes = 8;

    private readonly int _cells, _classes, _vectors;
    private readonly Vector512<double>[] _weights, _bias, _outputs;

    public FloatVoter(Readout readout)
    {
        (_cells, _classes) = (readout.Cells, readout.Classes);
        _vectors = (_classes + Lanes - 1) / Lanes;
        _weights = Pad(readout.Weights, _cells);
        _bias = Pad(readout.Bias, 1);
        _outputs = new Vector512<double>[_vectors];
    }

    /// <summary>Adds one sample's vote to the image's counts.</summary>
    /// <param name="activations">g(x) of the image's cells.</param>
    /// <param name="votes">One count a class.</param>
    public void Add(ReadOnlySpan<double> activations, Span<int> votes)
    {
        _bias.CopyTo(_outputs, 0);
        for (var cell = 0; cell < _cells; cell++)
        {
            var g = Vector512.Create(activations[cell]);
            for (var v = 0; v < _vectors; v++)
            {
                _outputs[v] = Vector512.FusedMultiplyAdd(g, _weights[(cell * _vectors) + v], _outputs[v]);
            }
        }

        var best = 0;
        for (var c = 1; c < _classes; c++)
        {
            if (Output(c) > Output(best))
            {
                best = c;
            }
        }

        votes[best]++;
    }

    private double Output(int c) => _outputs[c / Lanes][c % Lanes];

    // Rows of classes, each filled up to whole vectors with zeros that are never compared.
    private Vector512<double>[] Pad(float[] values, int rows)
    {
        var padded = new double[_vectors * Lanes];
        var vectors = new Vector512<double>[rows * _vectors];
        for (var row = 0; row < rows; row++)
        {
            for (var c = 0; c < _classes; c++)
            {
                padded[c] = values[(row * _classes) + c];
            }

            for (var v = 0; v < _vectors; v++)
            {
                vectors[(row * _vectors) + v] = Vector512.Create(padded, v * Lanes);
            }
        }

        return vectors;
    }
}
