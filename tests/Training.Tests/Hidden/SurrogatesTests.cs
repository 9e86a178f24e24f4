using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Tests.Hidden;

public class SurrogatesTests
{
    private static readonly float[] Sums = [-2, -0.7f, 0, 0.3f, 1.5f];

    [Theory]
    [InlineData(-1)]
    [InlineData(0.5)]
    public void Meanfield_is_the_slope_of_minus_gamma_tanh(double gamma) =>
        ShouldBeSlopeOf(new MeanFieldSurrogate(gamma, Nonlinearity.Linear), sum => -gamma * Math.Tanh(sum));

    [Fact]
    public void Sigmoid_is_the_slope_of_the_sigmoid_of_tanh() =>
        ShouldBeSlopeOf(new SigmoidSurrogate(Nonlinearity.Linear), sum => 1 / (1 + Math.Exp(-Math.Tanh(sum))));

    [Fact]
    public void A_plain_sigmoid_has_the_slope_of_the_sigmoid()
    {
        var plain = new PlainSigmoid();
        var activations = new float[Sums.Length];
        plain.Respond(Sums, activations);
        ShouldBeSlopeOf(plain, sum => 1 / (1 + Math.Exp(-sum)), activations);
    }

    [Fact]
    public void Measured_on_a_straight_line_is_the_slope_of_the_line_times_that_of_tanh()
    {
        var codes = CurrentCodes.OfBits(8, -1);
        var line = Enumerable.Range(0, codes.Count).Select(i => 0.2f + (0.7f * (i - codes.MaxCode) / codes.MaxCode)).ToArray();
        ShouldBeSlopeOf(new MeasuredSurrogate(line, codes), sum => 0.7 * Math.Tanh(sum));
    }

    [Fact]
    public void A_sigmoid_readout_multiplies_the_slope_by_that_of_g()
    {
        float[] activations = [0.1f, 0.3f, 0.5f, 0.6f, 0.9f];
        foreach (var (bare, layered) in new (ISurrogate, ISurrogate)[]
        {
            (new MeanFieldSurrogate(-1, Nonlinearity.Linear), new MeanFieldSurrogate(-1, Nonlinearity.Sigmoid)),
            (new SigmoidSurrogate(Nonlinearity.Linear), new SigmoidSurrogate(Nonlinearity.Sigmoid)),
        })
        {
            var (without, with) = (new float[Sums.Length], new float[Sums.Length]);
            bare.Slopes(Sums, activations, without);
            layered.Slopes(Sums, activations, with);
            Assert.All(Enumerable.Range(0, Sums.Length), i => Assert.Equal(without[i] * activations[i] * (1 - activations[i]), with[i], 1e-6));
        }
    }

    private static void ShouldBeSlopeOf(ISurrogate surrogate, Func<double, double> curve, float[]? activations = null)
    {
        var slopes = new float[Sums.Length];
        surrogate.Slopes(Sums, activations ?? new float[Sums.Length], slopes);
        for (var i = 0; i < Sums.Length; i++)
        {
            const double H = 1e-4;
            Assert.Equal((curve(Sums[i] + H) - curve(Sums[i] - H)) / (2 * H), slopes[i], 1e-4);
        }
    }
}
