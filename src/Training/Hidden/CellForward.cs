using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>Cells by look-up in the atlas.</summary>
internal sealed class AtlasForward(Atlas atlas) : IForward
{
    private float[] _tanh = [];
    private ushort[] _codes = [];

    /// <inheritdoc/>
    public string Name => "atlas";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
    {
        Scratch.Ensure(ref _tanh, sums.Length);
        Scratch.Ensure(ref _codes, sums.Length);
        CurrentEncoder.Of(sums, atlas.Settings.Codes, _tanh, _codes.AsSpan(0, sums.Length));
        for (var i = 0; i < activations.Length; i++)
        {
            activations[i] = atlas.Activations[atlas.RunOf(_codes[i], i)];
        }
    }
}

/// <summary>Cells by running the array on every image.</summary>
/// <param name="array">The array.</param>
/// <param name="nonlinearity">g of the readout.</param>
/// <param name="trials">Counts the images that the array has run.</param>
internal sealed class StreamForward(ICellArray array, Nonlinearity nonlinearity, TrialCount trials) : IForward
{
    private readonly Readout _table = new(nonlinearity, [], [0]);
    private float[] _tanh = [];
    private ushort[] _codes = [];

    /// <inheritdoc/>
    public string Name => "stream";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
    {
        Scratch.Ensure(ref _tanh, sums.Length);
        Scratch.Ensure(ref _codes, sums.Length);
        var codes = _codes.AsSpan(0, sums.Length);
        CurrentEncoder.Of(sums, array.Settings.Codes, _tanh, codes);
        Respond(codes, activations);
    }

    /// <summary>The array's responses to codes.</summary>
    /// <param name="codes">Current codes, offset-binary.</param>
    /// <param name="activations">Gets one value a code.</param>
    public void Respond(ReadOnlySpan<ushort> codes, Span<float> activations)
    {
        var trial = trials.Take(codes.Length);
        var means = nonlinearity == Nonlinearity.Linear
            ? array.Run(new(codes, Features.Mean, null, trial)).MeanX!
            : array.Run(new(codes, Features.Activation, _table, trial)).MeanActivation!;
        for (var i = 0; i < activations.Length; i++)
        {
            activations[i] = (float)means[i];
        }
    }
}

/// <summary>Buffers that grow and stay.</summary>
public static class Scratch
{
    /// <summary>Makes a buffer at least so long; what it held is lost when it grows.</summary>
    public static void Ensure<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[length];
        }
    }
}
