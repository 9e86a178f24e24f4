using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>Cells by look-up in the response table.</summary>
internal sealed class ResponseTableForward(ResponseTable responses) : IImageForward
{
    private readonly ResponseTableCodes _codes = new(responses);

    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
    {
        Begin(sums.Length);
        Respond(0, sums, activations);
    }

    /// <inheritdoc/>
    public void Begin(int sums) => _codes.Begin(sums);

    /// <inheritdoc/>
    public void Respond(int first, ReadOnlySpan<float> sums, Span<float> activations)
    {
        var codes = _codes.Of(first, sums);
        var table = responses.Activations;
        if (responses.Cells == 1)
        {
            for (var i = 0; i < activations.Length; i++)
            {
                activations[i] = table[codes[i]];
            }

            return;
        }

        for (var i = 0; i < activations.Length; i++)
        {
            activations[i] = table[responses.RunOf(codes[i], first + i)];
        }
    }
}

/// <summary>The current codes of a batch, some images at a time. Reuses its memory.</summary>
internal sealed class ResponseTableCodes(ResponseTable responses)
{
    private float[] _tanh = [];
    private ushort[] _codes = [];

    /// <summary>Makes room for the sums of a batch.</summary>
    public void Begin(int sums)
    {
        Scratch.Ensure(ref _tanh, sums);
        Scratch.Ensure(ref _codes, sums);
    }

    /// <summary>The codes of some sums.</summary>
    /// <param name="first">Place of the first in the batch.</param>
    /// <param name="sums">The sums.</param>
    public ReadOnlySpan<ushort> Of(int first, ReadOnlySpan<float> sums)
    {
        var codes = _codes.AsSpan(first, sums.Length);
        CurrentEncoder.Of(sums, responses.Settings.Codes, _tanh.AsSpan(first, sums.Length), codes);
        return codes;
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
