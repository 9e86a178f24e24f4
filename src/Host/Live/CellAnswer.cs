using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using FhnHw.Host.Live.Server;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Network;

namespace FhnHw.Host.Live;

/// <summary>What cells answered to their currents.</summary>
internal sealed class CellAnswer
{
    // x goes to the page in 16 bits: ±4 in steps of 1/8192, half a step of Q1.14 and finer than any screen.
    private const int StepsOfX = 8192;

    private readonly ArraySettings _settings;
    private readonly short[] _x; // cell × sample
    private readonly int _cells, _samples;

    /// <summary>Takes an answer out of a trace.</summary>
    /// <param name="settings">The array.</param>
    /// <param name="trace">Samples of x.</param>
    /// <param name="runOf">The run of each cell, by its number.</param>
    /// <param name="currents">The current I of each cell.</param>
    public CellAnswer(ArraySettings settings, Trace trace, Func<int, int> runOf, double[] currents)
    {
        (_settings, _cells, _samples, Currents) = (settings, currents.Length, trace.Samples, currents);
        _x = new short[_cells * _samples];
        Take(trace, [.. Enumerable.Range(0, _cells).Select(runOf)]);
    }

    /// <summary>The current I of each cell.</summary>
    public double[] Currents { get; }

    /// <summary>Samples won by each class; empty without a network.</summary>
    public int[] Votes { get; init; } = [];

    /// <summary>The network whose outputs are told; null for none.</summary>
    public NetworkWeights? Weights { get; init; }

    /// <summary>g between cells and outputs.</summary>
    public Nonlinearity Nonlinearity { get; init; }

    /// <summary>Number of the image in its set; null for one that was drawn, or none.</summary>
    public int? Image { get; init; }

    /// <summary>The image's true class; null where it is not known.</summary>
    public int? Label { get; init; }

    /// <summary>The image's pixels; empty for none.</summary>
    public byte[] Pixels { get; init; } = [];

    /// <summary>Who answered, in words.</summary>
    public required string From { get; init; }

    /// <summary>Packs it for the page.</summary>
    public byte[] Pack()
    {
        var (classes, window) = (Weights?.Classes ?? 0, _settings.Window);
        float[] numbers = [.. Array.ConvertAll(Currents, current => (float)current), .. Weights is null ? [] : Sums(Weights)];
        return LiveBytes.Pack(
            json =>
            {
                json.WriteNumber("cells", _cells);
                json.WriteNumber("samples", _samples);
                json.WriteNumber("classes", classes);
                json.WriteNumber("start", window.TransientSteps * _settings.Format.Dt);
                json.WriteNumber("dt", window.Stride * _settings.Format.Dt);
                json.WriteNumber("unit", 1.0 / StepsOfX);
                json.WriteNumber("eps", _settings.Parameters.Eps);
                json.WriteNumber("a", _settings.Parameters.A);
                json.WriteNumbers("votes", Votes);
                json.WriteNumbers("bias", Array.ConvertAll(Weights?.Output.Bias ?? [], value => (double)value));
                json.WriteMaybe("image", Image);
                json.WriteMaybe("label", Label);
                json.WriteBase64String("pixels", Pixels);
                json.WriteString("from", From);
            },
            MemoryMarshal.AsBytes<short>(_x), MemoryMarshal.AsBytes<float>(numbers));
    }

    // x of the runs: from their words where there are some, which is much faster. Sample by sample, as they lie in memory.
    private void Take(Trace trace, int[] runs)
    {
        var steps = (float)(_settings.Format.XUnit * StepsOfX);
        for (var sample = 0; sample < _samples; sample++)
        {
            if (trace.Words is { } words)
            {
                var row = words.AsSpan(sample * trace.Runs, trace.Runs);
                for (var cell = 0; cell < runs.Length; cell++)
                {
                    _x[(cell * _samples) + sample] = (short)MathF.Round(row[runs[cell]] * steps);
                }
            }
            else
            {
                for (var cell = 0; cell < runs.Length; cell++)
                {
                    _x[(cell * _samples) + sample] = (short)Math.Clamp(Math.Round(trace[sample, runs[cell]] * StepsOfX), short.MinValue, short.MaxValue);
                }
            }
        }
    }

    // What the outputs are made of: those of the classes over time, class × sample; the weights from the cells to the classes, cell × class; and the mean of
    // g(x) of each cell.
    private float[] Sums(NetworkWeights network)
    {
        var (classes, bias, weights) = (network.Classes, network.Output.Bias, network.Output.Values);
        var (all, activations) = (new float[(classes * _samples) + (_cells * classes) + _cells], new float[_samples]);
        var outputs = all.AsSpan(0, classes * _samples);
        var means = all.AsSpan(all.Length - _cells);
        weights.CopyTo(all.AsSpan(classes * _samples));
        for (var label = 0; label < classes; label++)
        {
            outputs.Slice(label * _samples, _samples).Fill(bias[label]);
        }

        for (var cell = 0; cell < _cells; cell++)
        {
            for (var sample = 0; sample < _samples; sample++)
            {
                var x = _x[(cell * _samples) + sample] / (float)StepsOfX;
                activations[sample] = Nonlinearity == Nonlinearity.Linear ? x : (float)Readout.Apply(Nonlinearity, x);
            }

            means[cell] = TensorPrimitives.Sum<float>(activations) / _samples;
            for (var label = 0; label < classes; label++)
            {
                var row = outputs.Slice(label * _samples, _samples);
                TensorPrimitives.MultiplyAdd<float>(activations, weights[(cell * classes) + label], row, row);
            }
        }

        return all;
    }
}
