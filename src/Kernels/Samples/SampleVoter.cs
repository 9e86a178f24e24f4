using System.Runtime.Intrinsics;

namespace FhnHw.Kernels.Samples;

/// <summary>The vote of one image at one sample, from X by the readout's table: for samples that an estimate of the sigmoid leaves open.</summary>
internal sealed class SampleVoter
{
    private readonly FixedReadout _readout;
    private readonly int _width; // classes, rounded up to whole vectors
    private readonly int[] _weights; // [cell · width + class]
    private readonly int[] _bias; // [class]; the least number where there is no such class, so that it wins nothing

    public SampleVoter(FixedReadout readout)
    {
        _readout = readout;
        _width = (readout.Classes + Vector256<int>.Count - 1) / Vector256<int>.Count * Vector256<int>.Count;
        _weights = new int[readout.Cells * _width];
        _bias = new int[_width];
        _bias.AsSpan().Fill(int.MinValue);
        readout.Bias.CopyTo(_bias, 0);
        for (var n = 0; n < readout.Weights.Length; n++)
        {
            _weights[(n / readout.Classes * _width) + (n % readout.Classes)] = readout.Weights[n];
        }
    }

    /// <summary>The class that wins; ties go to the lower one.</summary>
    /// <param name="X">X of the image's cells, LSBs of 2^-F.</param>
    public int Winner(ReadOnlySpan<short> X)
    {
        unchecked
        {
            var (table, middle) = (_readout.Table, _readout.XMax);
            Span<int> sums = stackalloc int[Vector256<int>.Count];
            var (best, winner) = (int.MinValue, 0);
            for (var c = 0; c < _width; c += sums.Length)
            {
                var sum = Vector256.LoadUnsafe(ref _bias[c]);
                for (var cell = 0; cell < X.Length; cell++)
                {
                    sum += Vector256.LoadUnsafe(ref _weights[(cell * _width) + c]) * table[X[cell] + middle];
                }

                sum.CopyTo(sums);
                for (var lane = 0; lane < sums.Length; lane++)
                {
                    (best, winner) = sums[lane] > best ? (sums[lane], c + lane) : (best, winner);
                }
            }

            return winner;
        }
    }
}
