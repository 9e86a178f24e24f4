using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Tests.Samples;

public class SigmoidEstimateTests
{
    public static TheoryData<int> Words => [.. Enumerable.Range(CellFormat.MinWordBits, CellFormat.MaxWordBits - CellFormat.MinWordBits + 1)];

    [Theory]
    [MemberData(nameof(Words))]
    public void Vectors_estimate_as_the_scalar_form_does_and_stay_within_one_LSB_of_the_table(int wordBits)
    {
        var readout = FixedReadout.TableOf(Nonlinearity.Sigmoid, new CellFormat(wordBits));
        var words = new short[((2 * readout.XMax) + 1 + 47) / 16 * 16];
        for (var n = 0; n < words.Length; n++)
        {
            words[n] = (short)Math.Clamp(n - readout.XMax, -readout.XMax, readout.XMax);
        }

        var X = words.ToArray();
        SigmoidEstimate.Apply(words, readout.Fraction);
        Assert.Equal(1, SigmoidEstimate.LargestError(readout));
        Assert.Equal(X.Select(x => (short)SigmoidEstimate.Of(x, readout.Fraction)), words);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(100, 10)]
    [InlineData(31, 11)]
    [InlineData(5, 256)]
    public void Votes_by_the_estimate_are_those_of_the_table_also_where_classes_are_close_or_tie(int cells, int classes)
    {
        const int images = 3, samples = 32;
        var random = new Random(classes);
        // Every second class has nearly the weights of the one before it, or the same: their sums differ by less than the estimate's error, or tie.
        var weights = new float[cells * classes];
        for (var n = 0; n < weights.Length; n++)
        {
            weights[n] = n % classes % 2 == 1 ? weights[n - 1] + (n % 3 == 0 ? 1e-5f : 0) : (float)(random.NextDouble() - 0.5);
        }

        var readout = FixedReadout.Of(new Readout(Nonlinearity.Sigmoid, weights, new float[classes]), new CellFormat());
        var runs = images * cells;
        short[] words = [.. Enumerable.Range(0, runs * samples).Select(_ => (short)random.Next(-20480, 20481))];
        var votes = new ImageVotes(readout, images);
        votes.Add(new short[runs * ActivationBlocks.Samples], words, runs, 0, runs, samples);

        var expected = new int[images * classes];
        for (var n = 0; n < images * samples; n++)
        {
            var (image, m) = (n / samples, n % samples);
            var row = words.AsSpan((m * runs) + (image * cells), cells).ToArray();
            int[] sums = [.. readout.Bias.Select((bias, c) => bias + row.Select((X, cell) =>
                readout.Table[X + readout.XMax] * readout.Weights[(cell * classes) + c]).Sum())];
            expected[(image * classes) + Array.IndexOf(sums, sums.Max())]++;
            Assert.Equal(Array.IndexOf(sums, sums.Max()), new SampleVoter(readout).Winner(row));
        }

        Assert.Equal(expected, votes.Votes);
        Assert.True(readout.Doubt(1) > 0);
    }
}
