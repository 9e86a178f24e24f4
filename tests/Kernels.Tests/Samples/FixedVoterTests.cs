using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Tests.Samples;

public class FixedVoterTests
{
    private const int Runs = 40;

    /// <summary>Cells, classes and samples: odd numbers of cells, classes around a group of five and the most, blocks partly and wholly filled.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 2, 32 }, { 2, 5, 31 }, { 3, 6, 17 }, { 99, 4, 32 }, { 100, 10, 32 }, { 101, 11, 5 }, { 7, 256, 32 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_sample_is_won_by_the_class_of_the_largest_sum(int cells, int classes, int samples)
    {
        var random = new Random((cells * 1000) + classes);
        float[] weights = [.. Enumerable.Range(0, cells * classes).Select(_ => (float)(random.NextDouble() - 0.5))];
        float[] bias = [.. Enumerable.Range(0, classes).Select(_ => (float)(random.NextDouble() - 0.5))];
        Check(new Readout(Nonlinearity.Linear, weights, bias), samples, _ => random.Next(-20480, 20481));
        Check(new Readout(Nonlinearity.Sigmoid, weights, bias), samples, _ => random.Next(0, 16385));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Ties_go_to_the_lower_class(int cells, int classes, int samples)
    {
        // Words of few values and weights of -1, 0 and 1 make equal sums common; equal biases make every class tie where all words are 0.
        var random = new Random((cells * 1000) + classes);
        float[] weights = [.. Enumerable.Range(0, cells * classes).Select(_ => (float)random.Next(-1, 2))];
        Check(new Readout(Nonlinearity.Linear, weights, new float[classes]), samples, _ => random.Next(-1, 2));
        Check(new Readout(Nonlinearity.Linear, weights, new float[classes]), samples, _ => 0);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_largest_words_and_weights_do_not_overflow(int cells, int classes, int samples)
    {
        var random = new Random(cells);
        float[] weights = [.. Enumerable.Range(0, cells * classes).Select(n => n % 3 == 0 ? 1f : -1f)];
        Check(new Readout(Nonlinearity.Linear, weights, new float[classes]), samples, _ => random.Next(2) == 0 ? 20480 : -20480);
    }

    private static void Check(Readout readout, int samples, Func<int, int> word)
    {
        var words = FixedReadout.Of(readout, new CellFormat());
        var random = new Random(1);
        var block = new short[Runs * ActivationBlocks.Samples];
        for (var n = 0; n < block.Length; n++)
        {
            block[n] = n % ActivationBlocks.Samples < samples ? (short)word(n) : (short)0;
        }

        int[] runs = [.. Enumerable.Range(0, readout.Cells).Select(_ => random.Next(Runs))];
        var expected = new int[readout.Classes];
        for (var m = 0; m < samples; m++)
        {
            var sums = words.Bias.Select((bias, c) => bias + runs.Select((run, cell) =>
                block[(run * ActivationBlocks.Samples) + m] * words.Weights[(cell * readout.Classes) + c]).Sum()).ToArray();
            expected[Array.IndexOf(sums, sums.Max())]++;
        }

        foreach (var narrow in new[] { false, true })
        {
            var votes = new int[readout.Classes];
            FixedVoter.Of(words, narrow).Add(block, runs, samples, votes);
            Assert.Equal(expected, votes);
            Assert.Equal(samples, votes.Sum());
        }
    }
}
