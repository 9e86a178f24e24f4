using FhnHw.Host.Experiments.Paper;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Tests;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Host.Tests.Experiments.Paper;

public class ArrayGradientTests
{
    private const double Gamma = -0.7;

    private static readonly CurrentCodes Codes = CurrentCodes.OfBits(16, Gamma);

    [Fact]
    public void On_cells_that_answer_with_their_exact_mean_the_mean_field_surrogate_is_the_gradient()
    {
        var gradient = Gradient();
        var cosine = gradient.Cosine(gradient.BySurrogate(new MeanFieldSurrogate(Gamma, Nonlinearity.Linear)), gradient.ByDifferences(64));
        Assert.InRange(cosine.Sums, 0.9999, 1.0001);
        Assert.InRange(cosine.W1, 0.9999, 1.0001);
    }

    [Fact]
    public void The_differences_have_the_size_of_the_gradient_too()
    {
        var gradient = Gradient();
        var (one, other) = (gradient.BySurrogate(new MeanFieldSurrogate(Gamma, Nonlinearity.Linear)), gradient.ByDifferences(64));
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 2e-3 * one.Max(MathF.Abs)));
    }

    [Fact]
    public void A_surrogate_of_the_wrong_sign_points_the_other_way()
    {
        var gradient = Gradient();
        var cosine = gradient.Cosine(gradient.BySurrogate(new MeanFieldSurrogate(-Gamma, Nonlinearity.Linear)), gradient.ByDifferences(64));
        Assert.InRange(cosine.W1, -1.0001, -0.999);
    }

    private static ArrayGradient Gradient() =>
        new(NetworkWeights.Draw(SmallImages.Pixels, 6, 3, 2), new ExactMean(), Codes, SmallImages.Of(8));

    // The mean of x over an endless window: -I at the current's own code.
    private sealed class ExactMean : IForward
    {
        public string Name => "exact";

        public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
        {
            var codes = new ushort[sums.Length];
            CurrentEncoder.Of(sums, Codes, new float[sums.Length], codes);
            for (var i = 0; i < activations.Length; i++)
            {
                activations[i] = (float)-Codes.Currents[codes[i]];
            }
        }
    }
}
