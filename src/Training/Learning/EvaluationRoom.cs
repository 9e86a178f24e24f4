using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Threads;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>The buffers of a network's evaluations. A run evaluates after every epoch: with one room for all it takes no more memory each time.</summary>
internal sealed class EvaluationRoom
{
    /// <summary>The most images of a batch.</summary>
    public const int Images = 500;

    // Images whose codes a core takes at a time.
    private const int ImagesAtATime = 64;

    // The most codes that wait for their votes: 1 MiB.
    private const int MostCodes = 1 << 19;

    private readonly float[] _tanh;
    private ushort[] _codes;
    private int _waiting; // images whose codes wait

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
        _codes = new ushort[_tanh.Length * Math.Max(1, MostCodes / _tanh.Length)];
    }

    /// <summary>The network.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>Images of a batch.</summary>
    public PixelBatch Batch { get; }

    /// <summary>What goes into each hidden layer and comes out.</summary>
    public ForwardPass Pass { get; }

    /// <summary>The outputs by time-mean, image by image.</summary>
    public float[] Outputs { get; }

    /// <summary>False where the codes of another whole batch have no place behind those that wait.</summary>
    public bool HasRoom => (_waiting + Images) * Weights.Hidden.Last <= _codes.Length;

    /// <summary>Makes room for the codes of so many images, where they are to be voted on at once; none wait.</summary>
    public void MakeRoom(int images) => Scratch.Ensure(ref _codes, (images + Images) * Weights.Hidden.Last);

    /// <summary>Puts the current codes of the last hidden layer for the images of the batch behind those that wait for their votes.</summary>
    /// <param name="codes">The layer's currents.</param>
    public void AddCodes(CurrentCodes codes)
    {
        var cells = Weights.Hidden.Last;
        Team.Share(Batch.Count, ImagesAtATime, (from, to) =>
        {
            var (first, used) = (from * cells, (to - from) * cells);
            CurrentEncoder.Of(
                Pass.Sums[^1].AsSpan(first, used), codes, _tanh.AsSpan(first, used), _codes.AsSpan((_waiting * cells) + first, used));
        });
        _waiting += Batch.Count;
    }

    /// <summary>All codes that wait, image by image, for the votes on them; then none wait.</summary>
    public ReadOnlySpan<ushort> TakeCodes()
    {
        var codes = _codes.AsSpan(0, _waiting * Weights.Hidden.Last);
        _waiting = 0;
        return codes;
    }
}
