using System.Numerics;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Samples;

/// <summary>Votes of images whose cells are runs that follow one another.</summary>
/// <remarks>
/// The sigmoid's table cannot be read by vectors. So votes are first counted with an estimate of the sigmoid, and only samples in which the largest sum
/// is not clear, by bounds that no rounding escapes, are voted on by the table: the counts are those of the table.
/// </remarks>
internal sealed class ImageVotes
{
    private readonly FixedReadout _readout;
    private readonly FixedVoter _voter;
    private readonly SampleVoter? _exact; // null where no estimate is used
    private readonly uint _doubt;
    private readonly int[] _cells;

    public ImageVotes(FixedReadout readout, int images)
    {
        _readout = readout;
        _voter = FixedVoter.Of(readout);
        _cells = [.. Enumerable.Range(0, readout.Cells)];
        Votes = new int[images * readout.Classes];
        if (readout.Nonlinearity == Nonlinearity.Sigmoid && SigmoidEstimate.IsSupported)
        {
            _exact = new SampleVoter(readout);
            _doubt = (uint)Math.Min(uint.MaxValue, readout.Doubt(SigmoidEstimate.LargestError(readout)) + 1);
        }
    }

    /// <summary>Samples won by each class, [image · classes + class].</summary>
    public int[] Votes { get; }

    /// <summary>Votes on some samples of whole images.</summary>
    /// <param name="block">Room for a block of the runs.</param>
    /// <param name="words">X; word [sample · rowLength + run - start].</param>
    /// <param name="rowLength">Words from one sample to the next.</param>
    /// <param name="start">The first run.</param>
    /// <param name="count">Number of runs.</param>
    /// <param name="samples">Number of samples, 1 to 32.</param>
    public void Add(Span<short> block, ReadOnlySpan<short> words, int rowLength, int start, int count, int samples)
    {
        if (_exact is null)
        {
            ActivationBlocks.Fill(block, words, rowLength, count, samples, _readout);
        }
        else
        {
            ActivationBlocks.Turn(block, words, rowLength, count, samples);
            SigmoidEstimate.Apply(block[..(count * ActivationBlocks.Samples)], _readout.Fraction);
        }

        AddFilled(block, words, rowLength, start, count, samples, _doubt);
    }

    /// <summary>The same where the block is filled already.</summary>
    public void AddFilled(ReadOnlySpan<short> block, ReadOnlySpan<short> words, int rowLength, int start, int count, int samples, uint doubt)
    {
        var (cells, classes) = (_readout.Cells, _readout.Classes);
        for (var image = 0; image < count / cells; image++)
        {
            var votes = Votes.AsSpan(((start / cells) + image) * classes, classes);
            var rows = block.Slice(image * cells * ActivationBlocks.Samples, cells * ActivationBlocks.Samples);
            for (var open = _voter.AddClear(rows, _cells, samples, doubt, votes); open != 0; open &= open - 1)
            {
                var sample = BitOperations.TrailingZeroCount(open);
                votes[_exact!.Winner(words.Slice((sample * rowLength) + (image * cells), cells))]++;
            }
        }
    }
}
