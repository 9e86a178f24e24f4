using FhnHw.Kernels.Cells;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>The buffers of a network's evaluations. A run evaluates after every epoch: with one room for all it takes no more memory each time.</summary>
internal sealed class EvaluationRoom
{
    /// <summary>The most images of a batch.</summary>
    public const int Images = 500;

    private readonly float[] _tanh;
    private readonly ushort[] _codes;

    /// <summary>Makes room.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="rows">Height of an image, pixels.</param>
    /// <param name="columns">Width of an image, pixels.</param>
    public EvaluationRoom(NetworkWeights weights, int rows, int columns)
    {
        Weights = weights;
        Batch = new PixelBatch(Images, rows, columns);
        Pass = new ForwardPass(weights, Images);
        Outputs = new float[weights.Classes * Images];
        _tanh = new float[weights.Hidden.Last * Images];
        _codes = new ushort[_tanh.Length];
    }

    /// <summary>The network.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>Images of a batch.</summary>
    public PixelBatch Batch { get; }

    /// <summary>What goes into each hidden layer and comes out.</summary>
    public ForwardPass Pass { get; }

    /// <summary>The outputs by time-mean, image by image.</summary>
    public float[] Outputs { get; }

    /// <summary>The current codes of the last hidden layer for the images of the batch.</summary>
    /// <param name="codes">The layer's currents.</param>
    public ReadOnlySpan<ushort> Codes(CurrentCodes codes)
    {
        var used = Batch.Count * Weights.Hidden.Last;
        CurrentEncoder.Of(Pass.Sums[^1].AsSpan(0, used), codes, _tanh, _codes.AsSpan(0, used));
        return _codes.AsSpan(0, used);
    }
}
