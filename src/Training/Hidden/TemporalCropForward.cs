using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;
using FhnHw.Training.Seeding;
using MathNet.Numerics.Random;

namespace FhnHw.Training.Hidden;

/// <summary>
/// The hidden layer's mean over a short stretch of the window. All images have the same length; each image has its own random beginning,
/// the same for all its cells. The vote asks the network at single instants, where a cell's output differs from its mean. Training on short
/// means shows it such outputs, so that it votes better.
/// </summary>
/// <remarks>A stretch of one sample is an instant.</remarks>
public sealed class TemporalCropForward : IImageForward
{
    private readonly ResponseTable _responses;
    private readonly float[] _gained; // [m · columns + column] of the traces: sum of g(x) less its mean over the samples before m; an image reads two rows
    private readonly float[] _means;
    private readonly int _cells, _samples, _length, _seed;
    private Xoshiro256StarStar _random;
    private readonly ResponseTableCodes _codes;
    private int[] _firsts = []; // where the crop of each image of the batch begins
    private int[] _columns = []; // of the traces, for each cell of the batch

    /// <summary>Sums up a response table's traces.</summary>
    /// <param name="responses">It has traces.</param>
    /// <param name="cells">Cells of an image.</param>
    /// <param name="length">Samples of a crop, 1 to those of the window.</param>
    /// <param name="seed">Draws where the crops begin.</param>
    public TemporalCropForward(ResponseTable responses, int cells, int length, int seed)
    {
        var trace = responses.Response.Trace ?? throw new ArgumentException("The response table has no traces.", nameof(responses));
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, trace.Samples);
        (_responses, _cells, _samples, _length, _seed, _codes) = (responses, cells, trace.Samples, length, seed, new ResponseTableCodes(responses));
        _random = Seeds.Stream(seed, SeedPurpose.TemporalCrop);
        _gained = new float[trace.Runs * (_samples + 1)];
        _means = new float[trace.Runs];
        Parallel.For(0, trace.Runs, column => Sum(trace, column));
    }

    /// <inheritdoc/>
    public string Name => "table";

    /// <summary>The same forward pass with the crops of an epoch, from 1; a resumed run takes the same crops.</summary>
    internal TemporalCropForward InEpoch(int epoch)
    {
        _random = Seeds.Stream(_seed, SeedPurpose.TemporalCrop, epoch);
        return this;
    }

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
    {
        Begin(sums.Length);
        Respond(0, sums, activations);
    }

    /// <inheritdoc/>
    public void Begin(int sums)
    {
        _codes.Begin(sums);
        Scratch.Ensure(ref _columns, sums);
        var images = (sums + _cells - 1) / _cells;
        Scratch.Ensure(ref _firsts, images);
        for (var image = 0; image < images; image++)
        {
            _firsts[image] = _random.Next(_samples - _length + 1);
        }
    }

    /// <inheritdoc/>
    public void Respond(int first, ReadOnlySpan<float> sums, Span<float> activations)
    {
        var columns = _columns.AsSpan(first, activations.Length);
        _responses.TraceColumnsOf(_codes.Of(first, sums), columns);
        for (var i = 0; i < activations.Length; i += _cells)
        {
            // The rows are in no near cache, and an image reads scattered words of them: those of the next one are asked for meanwhile.
            var next = Math.Min(i + _cells, activations.Length);
            if (next < activations.Length)
            {
                var ahead = columns[next..Math.Min(next + _cells, activations.Length)];
                var nextBegin = _firsts[(first + next) / _cells];
                CacheLines.Prefetch(SumsBefore(nextBegin), ahead, 1);
                CacheLines.Prefetch(SumsBefore(nextBegin + _length), ahead, 1);
            }

            var begin = _firsts[(first + i) / _cells];
            var before = SumsBefore(begin);
            var after = SumsBefore(begin + _length);
            for (var cell = i; cell < next; cell++)
            {
                var column = columns[cell];
                activations[cell] = _means[column] + ((after[column] - before[column]) / _length);
            }
        }
    }

    // A row of all columns.
    private ReadOnlySpan<float> SumsBefore(int sample) => _gained.AsSpan(sample * _means.Length, _means.Length);

    // Sums run from the mean, so that they stay small and single precision holds them to 1e-5.
    private void Sum(Trace trace, int column)
    {
        var values = new double[_samples];
        for (var m = 0; m < _samples; m++)
        {
            values[m] = Readout.Apply(_responses.Nonlinearity, trace[m, column]);
        }

        var (mean, sum) = (values.Average(), 0.0);
        for (var m = 0; m < _samples; m++)
        {
            sum += values[m] - mean;
            _gained[((m + 1) * _means.Length) + column] = (float)sum;
        }

        _means[column] = (float)mean;
    }
}
