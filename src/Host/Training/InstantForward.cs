using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Training;

/// <summary>
/// The hidden layer at one instant of the window instead of its time-mean, the same instant for all cells of an image: a network
/// trained so sees single samples, as a host does that keeps no mean.
/// </summary>
internal sealed class InstantForward(Atlas atlas, int cells, int seed) : IForward
{
    private readonly Random _random = new(seed);
    private float[] _tanh = [];
    private ushort[] _indices = [];

    /// <inheritdoc/>
    public string Name => "atlas";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> answers)
    {
        var trace = atlas.Response.Trace!;
        Scratch.Ensure(ref _tanh, sums.Length);
        Scratch.Ensure(ref _indices, sums.Length);
        CurrentCodes.Of(sums, atlas.Settings.Levels, _tanh, _indices.AsSpan(0, sums.Length));
        for (var image = 0; image < answers.Length; image += cells)
        {
            var sample = _random.Next(trace.Samples);
            for (var cell = image; cell < image + cells; cell++)
            {
                answers[cell] = (float)Readout.Apply(atlas.Activation, trace[sample, _indices[cell]]);
            }
        }
    }
}
