using FhnHw.Kernels.Arrays;
using FhnHw.Training.Seeding;
using MathNet.Numerics.Random;

namespace FhnHw.Training.Hidden;

/// <summary>
/// The hidden layer's mean over a short stretch of the window. All images have the same length; each image has its own random beginning,
/// the same for all its cells. The vote asks the network at single instants, where a cell's output differs from its mean. Training on short
/// means shows it such outputs, so that it votes better.
/// </summary>
/// <remarks>A stretch of one sample is an instant.</remarks>
public sealed class TemporalCropForward : IForward
{
    private readonly Atlas _atlas;
    private readonly float[] _gained; // [run · (samples + 1) + m]: sum of g(x) less its mean over the samples before m
    private readonly float[] _means;
    private readonly int _cells, _samples, _length, _seed;
    private Xoshiro256StarStar _random;
    private float[] _tanh = [];
    private ushort[] _codes = [];

    /// <summary>Sums up an atlas's traces.</summary>
    /// <param name="atlas">It has traces.</param>
    /// <param name="cells">Cells of an image.</param>
    /// <param name="length">Samples of a crop, 1 to those of the window.</param>
    /// <param name="seed">Draws where the crops begin.</param>
    public TemporalCropForward(Atlas atlas, int cells, int length, int seed)
    {
        var trace = atlas.Response.Trace ?? throw new ArgumentException("The atlas has no traces.", nameof(atlas));
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, trace.Samples);
        (_atlas, _cells, _samples, _length, _seed) = (atlas, cells, trace.Samples, length, seed);
        _random = Seeds.Stream(seed, SeedPurpose.TemporalCrop);
        _gained = new float[trace.Runs * (_samples + 1)];
        _means = new float[trace.Runs];
        Parallel.For(0, trace.Runs, run => Sum(trace, run));
    }

    /// <inheritdoc/>
    public string Name => "atlas";

    /// <summary>The same forward pass with the crops of an epoch, from 1; a resumed run takes the same crops.</summary>
    public TemporalCropForward InEpoch(int epoch)
    {
        _random = Seeds.Stream(_seed, SeedPurpose.TemporalCrop, epoch);
        return this;
    }

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
    {
        Scratch.Ensure(ref _tanh, sums.Length);
        Scratch.Ensure(ref _codes, sums.Length);
        CurrentEncoder.Of(sums, _atlas.Settings.Codes, _tanh, _codes.AsSpan(0, sums.Length));
        var first = 0;
        for (var i = 0; i < activations.Length; i++)
        {
            first = i % _cells == 0 ? _random.Next(_samples - _length + 1) : first;
            var run = _atlas.RunOf(_codes[i], i);
            var gained = _gained.AsSpan((run * (_samples + 1)) + first, _length + 1);
            activations[i] = _means[run] + ((gained[_length] - gained[0]) / _length);
        }
    }

    // Sums run from the mean, so that they stay small and single precision holds them to 1e-5.
    private void Sum(Trace trace, int run)
    {
        var values = new double[_samples];
        for (var m = 0; m < _samples; m++)
        {
            values[m] = Readout.Apply(_atlas.Nonlinearity, trace[m, run]);
        }

        var (mean, sum, row) = (values.Average(), 0.0, run * (_samples + 1));
        for (var m = 0; m < _samples; m++)
        {
            sum += values[m] - mean;
            _gained[row + m + 1] = (float)sum;
        }

        _means[run] = (float)mean;
    }
}
