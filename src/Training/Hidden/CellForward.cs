using FhnHw.Kernels.Arrays;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Hidden;

/// <summary>Cells by look-up in the atlas.</summary>
internal sealed class AtlasForward(Atlas atlas) : IForward
{
    private float[] _tanh = [];
    private ushort[] _indices = [];

    /// <inheritdoc/>
    public string Name => "atlas";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> answers)
    {
        Scratch.Ensure(ref _tanh, sums.Length);
        Scratch.Ensure(ref _indices, sums.Length);
        CurrentCodes.Of(sums, atlas.Settings.Levels, _tanh, _indices.AsSpan(0, sums.Length));
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = atlas.Answers[atlas.RunOf(_indices[i], i)];
        }
    }
}

/// <summary>Cells by running the array on every image.</summary>
/// <param name="array">The array.</param>
/// <param name="activation">g of the readout.</param>
/// <param name="trials">Counts the images that it has seen.</param>
internal sealed class StreamForward(ICellArray array, Activation activation, TrialCount trials) : IForward
{
    private readonly Readout _table = new(activation, [], [0]);
    private float[] _tanh = [];
    private ushort[] _indices = [];

    /// <inheritdoc/>
    public string Name => "stream";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> answers)
    {
        Scratch.Ensure(ref _tanh, sums.Length);
        Scratch.Ensure(ref _indices, sums.Length);
        var indices = _indices.AsSpan(0, sums.Length);
        CurrentCodes.Of(sums, array.Settings.Levels, _tanh, indices);
        Respond(indices, answers);
    }

    /// <summary>The array's answers to levels.</summary>
    /// <param name="indices">Level indices.</param>
    /// <param name="answers">Gets one value a level.</param>
    public void Respond(ReadOnlySpan<ushort> indices, Span<float> answers)
    {
        var trial = trials.Take(indices.Length);
        var means = activation == Activation.Linear
            ? array.Run(new(indices, Features.Mean, null, trial)).MeanX!
            : array.Run(new(indices, Features.Activation, _table, trial)).MeanActivation!;
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = (float)means[i];
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
