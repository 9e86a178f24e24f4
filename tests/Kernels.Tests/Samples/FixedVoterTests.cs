using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Tests.Samples;

public class FixedVoterTests
{
    private const int Runs = 40, Images = 35;

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

        // More images than are counted at a time; each second one votes.
        int[] runs = [.. Enumerable.Range(0, Images * readout.Cells).Select(_ => random.Next(Runs))];
        int[] images = [.. Enumerable.Range(0, Images).Where(image => image % 2 == 1)];
        var expected = new int[Images * readout.Classes];
        foreach (var image in images)
        {
            for (var m = 0; m < samples; m++)
            {
                var x = Enumerable.Range(image * readout.Cells, readout.Cells).Select(cell => block[(runs[cell] * ActivationBlocks.Samples) + m]).ToArray();
                var sums = words.Bias.Select((bias, c) => bias + x.Select((word, cell) => word * words.Weights[(cell * readout.Classes) + c]).Sum()).ToArray();
                expected[(image * readout.Classes) + Array.IndexOf(sums, sums.Max())]++;
            }
        }

        foreach (var narrow in new[] { false, true })
        {
            var voter = FixedVoter.Of(words, narrow);
            var votes = new int[Images * readout.Classes];
            voter.AddEach(block, runs, images, samples, votes);
            Assert.Equal(expected, votes);
            Assert.Equal(images.Length * samples, votes.Sum());
            var one = new int[readout.Classes];
            voter.Add(block, runs.AsSpan(images[0] * readout.Cells, readout.Cells), samples, one);
            Assert.Equal(expected.Skip(images[0] * readout.Classes).Take(readout.Classes), one);
        }
    }

    [Fact]
    public void A_run_that_the_block_lacks_is_refused()
    {
        var voter = FixedVoter.Of(FixedReadout.Of(new Readout(Nonlinearity.Linear, new float[4], new float[2]), new CellFormat()));
        foreach (var run in new[] { -1, 1 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => voter.Add(new short[ActivationBlocks.Samples], [0, run], 1, new int[2]));
        }
    }
}
