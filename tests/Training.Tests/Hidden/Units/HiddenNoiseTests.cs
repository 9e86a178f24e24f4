using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Seeding;
using MathNet.Numerics.Statistics;

namespace FhnHw.Training.Tests.Hidden.Units;

public class HiddenNoiseTests
{
    private const int Cells = 50, Images = 2000;

    [Theory]
    [InlineData("additive", 0.9f)]
    [InlineData("additive-correlated", 0.9f)]
    [InlineData("multiplicative", 0.5f)]
    [InlineData("multiplicative-correlated", 0.5f)]
    public void The_variance_is_twice_the_intensity_and_that_of_multiplicative_noise_grows_with_the_output(string kind, float x)
    {
        var multiplicative = kind.StartsWith("multi", StringComparison.Ordinal);
        var (outputs, factors) = Apply(HiddenNoise.Of(kind, 0.02), x);
        var deviations = Enumerable.Range(0, Cells).Select(cell => OfCell(outputs, cell).StandardDeviation()).Average();
        Assert.Equal(0.2 * (multiplicative ? x : 1), deviations, 0.01);
        Assert.Equal(x, outputs.Average(), 0.02);
        Assert.All(outputs.Zip(factors), pair => Assert.Equal(multiplicative ? pair.First / x : 1, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData("additive", false)]
    [InlineData("additive-correlated", true)]
    [InlineData("multiplicative", false)]
    [InlineData("multiplicative-correlated", true)]
    public void Correlated_noise_is_the_same_for_all_cells_of_an_image_and_uncorrelated_noise_is_not(string kind, bool same)
    {
        var (outputs, _) = Apply(HiddenNoise.Of(kind, 0.02), 1);
        var distinct = Enumerable.Range(0, Images).Select(image => outputs[(image * Cells)..((image + 1) * Cells)].Distinct().Count());
        Assert.All(distinct, count => Assert.Equal(same ? 1 : Cells, count));
        Assert.Equal(same ? 1 : 0, Correlation.Pearson(OfCell(outputs, 0), OfCell(outputs, 1)), 0.08);
        Assert.True(outputs.Distinct().Count() > 0.9 * (same ? Images : outputs.Length), "Images have noise of their own.");
    }

    [Fact]
    public void All_four_kinds_act_together_and_one_more_leaves_the_numbers_of_the_others()
    {
        const string All = "additive:0.02,additive-correlated:0.03,multiplicative:0.01,multiplicative-correlated:0.04";
        float[][] parts = [.. All.Split(',').Select(part => Apply(HiddenNoise.Parse(part), 0.7f).Outputs)];
        var (together, _) = Apply(HiddenNoise.Parse(All), 0.7f);
        for (var i = 0; i < together.Length; i++)
        {
            Assert.Equal(parts[2][i] * (parts[3][i] / 0.7f) + (parts[0][i] - 0.7f) + (parts[1][i] - 0.7f), together[i], 1e-4);
        }
    }

    [Fact]
    public void The_noise_of_an_image_does_not_depend_on_the_batch_that_it_is_in()
    {
        var noise = new CellNoise(HiddenNoise.Parse("additive:0.1,multiplicative-correlated:0.1"), 9);
        float[] whole = new float[6 * Cells], parts = new float[6 * Cells], factors = new float[6 * Cells];
        noise.Apply(10, Cells, whole, factors);
        for (var image = 0; image < 6; image++)
        {
            noise.Apply(10 + image, Cells, parts.AsSpan(image * Cells, Cells), factors);
        }

        Assert.Equal(whole, parts);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("additive:0.05")]
    [InlineData("additive:0.05,additive-correlated:0.1,multiplicative:2,multiplicative-correlated:0.01")]
    public void It_reads_what_it_writes(string text) => Assert.Equal(text, HiddenNoise.Parse(text).ToString());

    [Theory]
    [InlineData("additive", "is no kind of noise with its intensity")]
    [InlineData("additive:", "is no kind of noise with its intensity")]
    [InlineData("additive:0.1:2", "is no kind of noise with its intensity")]
    [InlineData("additive:much", "is no kind of noise with its intensity")]
    [InlineData("white:0.1", "There is no noise 'white'")]
    [InlineData("additive:-1", "is -1; give one from 0 to 100")]
    [InlineData("additive:NaN", "is NaN; give one from 0 to 100")]
    public void What_is_no_noise_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidSettingException>(() => HiddenNoise.Parse(text)).Message);

    private static (float[] Outputs, float[] Factors) Apply(HiddenNoise noise, float x)
    {
        float[] outputs = new float[Cells * Images], factors = new float[Cells * Images];
        Array.Fill(outputs, x);
        new CellNoise(noise, Normals.Key(1, SeedPurpose.HiddenNoise)).Apply(0, Cells, outputs, factors);
        return (outputs, factors);
    }

    private static double[] OfCell(float[] outputs, int cell) =>
        [.. Enumerable.Range(0, Images).Select(image => (double)outputs[(image * Cells) + cell])];
}
