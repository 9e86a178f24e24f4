using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Training.Shown;

/// <summary>Takes a <see cref="NeuronView"/> of a trained network: from its response table where there is one, else by running a few images.</summary>
/// <param name="weights">The network.</param>
/// <param name="layers">Its hidden layers, of single cells and without noise on what they send on.</param>
/// <param name="images">The set that was classified.</param>
/// <param name="settings">The array of the last hidden layer.</param>
public sealed class NeuronViewer(NetworkWeights weights, HiddenLayers layers, ImageSet images, ArraySettings settings)
{
    private const int MostWrong = 60, WrongShown = 2, CellsShown = 5, MostTimes = 2048, Curve = 64;

    private readonly ArraySettings _settings = layers.Last.ResponseTable?.Settings ?? settings;

    /// <summary>Takes the view.</summary>
    /// <param name="predictions">Of all images of the set.</param>
    /// <param name="ideal">Response of an ideal cell, the mean of g(x), to some currents; null where all cells are ideal.</param>
    public NeuronView Take(Predictions predictions, Func<CurrentCodes, float[]>? ideal)
    {
        int[] labels = [.. images.Labels];
        var wrong = ShownImages.First(labels, Enumerable.Range(0, images.Count).Where(image => predictions.Votes[image] != labels[image]), MostWrong);
        int[] right = [.. Enumerable.Range(0, images.Count).Where(image => predictions.Votes[image] == labels[image]).Take(1)];
        int[] shown = [.. right, .. wrong.Take(WrongShown)];
        var codes = Evaluator.Currents(weights, layers, images, shown)[^1];
        var cells = CellsByCurrent(codes.AsSpan(0, weights.Hidden.Last));
        var times = Times(out var every);
        var (outputs, traces) = (new float[shown.Length * weights.Classes * times.Length], new float[shown.Length * cells.Length * times.Length]);
        var (spikes, activations) = (new SpikeList(), new float[codes.Length]);
        for (var image = 0; image < shown.Length; image++)
        {
            var x = TracesOf(codes.AsSpan(image * weights.Hidden.Last, weights.Hidden.Last).ToArray());
            FillOutputs(x, every, outputs.AsSpan(image * weights.Classes * times.Length, weights.Classes * times.Length));
            for (var cell = 0; cell < x.Length; cell++)
            {
                activations[(image * x.Length) + cell] = (float)x[cell].Average(value => Readout.Apply(layers.Last.Nonlinearity, value));
            }

            for (var n = 0; n < cells.Length; n++)
            {
                for (var m = 0; m < times.Length; m++)
                {
                    traces[(((image * cells.Length) + n) * times.Length) + m] = x[cells[n]][m * every];
                }
            }

            if (image == 0)
            {
                spikes.Add(x, TimeOf);
            }
        }

        var curve = CurveCodes();
        return new NeuronView
        {
            Images = shown,
            Pictures = PixelsOf(shown),
            Currents = [.. codes.Select(code => (float)_settings.Codes.Currents[code])],
            Activations = activations,
            Time = times,
            Outputs = outputs,
            Cells = cells,
            Traces = traces,
            SpikeCells = [.. spikes.Cells],
            SpikeTimes = [.. spikes.Times],
            Wrong = wrong,
            WrongPictures = PixelsOf(wrong),
            ResponseCurrents = [.. curve.Select(code => _settings.Codes.Currents[code])],
            Responses = Responses(curve),
            IdealResponses = ideal is null ? [] : [.. curve.Select(code => ideal(_settings.Codes)[code])],
            Rows = images.Rows,
            Columns = images.Columns,
        };
    }

    private double TimeOf(int sample) => (_settings.Window.TransientSteps + ((double)sample * _settings.Window.Stride)) * _settings.Format.Dt;

    private double[] Times(out int every)
    {
        var (samples, step) = (_settings.Window.Samples, ((_settings.Window.Samples - 1) / MostTimes) + 1);
        every = step;
        return [.. Enumerable.Range(0, samples).Where(sample => sample % step == 0).Select(TimeOf)];
    }

    // From the lowest to the highest current, evenly through the ranks.
    private int[] CellsByCurrent(ReadOnlySpan<ushort> codes)
    {
        var all = codes.ToArray();
        int[] ranked = [.. Enumerable.Range(0, all.Length).OrderBy(cell => _settings.Codes.Currents[all[cell]])];
        var count = Math.Min(CellsShown, ranked.Length);
        return [.. Enumerable.Range(0, count).Select(n => ranked[count == 1 ? 0 : n * (ranked.Length - 1) / (count - 1)])];
    }

    private byte[] PixelsOf(int[] numbers)
    {
        var size = images.Rows * images.Columns;
        var pixels = new byte[numbers.Length * size];
        for (var n = 0; n < numbers.Length; n++)
        {
            images.Image(numbers[n]).CopyTo(pixels.AsSpan(n * size));
        }

        return pixels;
    }

    // x of every cell of one image, cell by cell.
    private float[][] TracesOf(ushort[] codes)
    {
        var samples = _settings.Window.Samples;
        if (layers.Last.ResponseTable is { Response.Trace: { } trace } responses)
        {
            return [.. codes.Select((code, cell) =>
            {
                var (column, row) = (responses.TraceColumnOf(code, cell), new float[samples]);
                for (var m = 0; m < samples; m++)
                {
                    row[m] = (float)trace[m, column];
                }

                return row;
            })];
        }

        var rows = layers.Last.Samples!.RowsOf(codes);
        return [.. codes.Select((_, cell) => Array.ConvertAll(rows[cell].ToArray(), XOf))];
    }

    // What g made of x, taken back.
    private float XOf(float activation) => layers.Last.Nonlinearity == Nonlinearity.Linear ? activation : (float)Math.Log(activation / (1 - activation));

    private void FillOutputs(float[][] x, int every, Span<float> outputs)
    {
        var (matrix, times) = (weights.Output.Matrix, outputs.Length / weights.Classes);
        for (var m = 0; m < times; m++)
        {
            for (var label = 0; label < weights.Classes; label++)
            {
                var sum = (double)weights.Output.Bias[label];
                for (var cell = 0; cell < x.Length; cell++)
                {
                    sum += matrix[label, cell] * Readout.Apply(layers.Last.Nonlinearity, x[cell][m * every]);
                }

                outputs[(label * times) + m] = (float)sum;
            }
        }
    }

    private int[] CurveCodes()
    {
        var count = _settings.Codes.Count;
        var steps = Math.Min(Curve, count - 1);
        return steps == 0 ? [0] : [.. Enumerable.Range(0, steps + 1).Select(n => (int)((long)n * (count - 1) / steps))];
    }

    // Of each cell where cells differ.
    private float[] Responses(int[] curve)
    {
        if (layers.Last.ResponseTable is { } responses)
        {
            return [.. curve.SelectMany(code => Enumerable.Range(0, responses.Cells).Select(cell => responses.Activations[responses.RunOf(code, cell)]))];
        }

        var cells = weights.Hidden.Last;
        return [.. curve.SelectMany(code =>
        {
            var rows = layers.Last.Samples!.RowsOf([.. Enumerable.Repeat((ushort)code, cells)]);
            return Enumerable.Range(0, cells).Select(cell =>
            {
                var sum = 0.0;
                foreach (var value in rows[cell])
                {
                    sum += value;
                }

                return (float)(sum / rows[cell].Length);
            }).ToArray();
        })];
    }

    // Spikes of an image: x rises through 0 after it was well below.
    private sealed class SpikeList
    {
        private const float Armed = -0.3f;

        public List<int> Cells { get; } = [];

        public List<float> Times { get; } = [];

        public void Add(float[][] x, Func<int, double> timeOf)
        {
            for (var cell = 0; cell < x.Length; cell++)
            {
                var armed = false;
                for (var m = 0; m < x[cell].Length; m++)
                {
                    armed |= x[cell][m] < Armed;
                    if (armed && x[cell][m] >= 0)
                    {
                        armed = false;
                        Cells.Add(cell);
                        Times.Add((float)timeOf(m));
                    }
                }
            }
        }
    }
}
