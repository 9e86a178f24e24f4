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

    private static readonly CurrentCodes Fine = CurrentCodes.OfBits(16, Gamma), Coarse = CurrentCodes.OfBits(8, Gamma);

    private static readonly MeanFieldSurrogate MeanField = new(Gamma, Nonlinearity.Linear);

    public static TheoryData<LayerSizes, int> LayersOfNetworks => new()
    {
        { 6, 0 }, { new(6, 5), 0 }, { new(6, 5), 1 }, { new(6, 5, 4), 0 }, { new(6, 5, 4), 1 }, { new(6, 5, 4), 2 },
    };

    [Theory]
    [MemberData(nameof(LayersOfNetworks))]
    public void On_cells_that_answer_with_their_exact_mean_the_mean_field_surrogate_is_the_gradient(LayerSizes hidden, int layer)
    {
        var gradient = Gradient(hidden, new ExactMean(Fine), Fine);
        var cosine = gradient.Cosine(layer, gradient.BySurrogate(MeanField)[layer], gradient.ByDifferences(layer, 1024));
        Assert.InRange(cosine.Sums, 0.9999, 1.0001);
        Assert.InRange(cosine.Weights, 0.9999, 1.0001);
    }

    [Theory]
    [MemberData(nameof(LayersOfNetworks))]
    public void The_differences_have_the_size_of_the_gradient_too(LayerSizes hidden, int layer)
    {
        var gradient = Gradient(hidden, new ExactMean(Fine), Fine);
        Close(gradient.BySurrogate(MeanField)[layer], gradient.ByDifferences(layer, 1024), 5e-3f);
    }

    [Theory]
    [MemberData(nameof(LayersOfNetworks))]
    public void Through_sigmoids_which_round_nothing_the_differences_are_the_gradient_by_backpropagation(LayerSizes hidden, int layer)
    {
        var gradient = Gradient(hidden, new PlainSigmoid(), Fine);
        Close(gradient.BySurrogate(new PlainSigmoid())[layer], gradient.ByDifferences(layer, 64), 2e-3f);
    }

    [Theory]
    [MemberData(nameof(LayersOfNetworks))]
    public void A_surrogate_of_the_wrong_sign_points_the_other_way_in_every_other_layer(LayerSizes hidden, int layer)
    {
        var gradient = Gradient(hidden, new ExactMean(Fine), Fine);
        var wrong = gradient.BySurrogate(new MeanFieldSurrogate(-Gamma, Nonlinearity.Linear))[layer];
        var sign = (hidden.Count - layer) % 2 == 1 ? -1 : 1; // one wrong sign for this layer and one for each after it
        Assert.InRange(sign * gradient.Cosine(layer, wrong, gradient.ByDifferences(layer, 1024)).Weights, 0.999, 1.0001);
    }

    [Fact]
    public void A_small_change_of_a_first_layer_is_lost_in_the_steps_of_the_next_layers_codes()
    {
        var gradient = Gradient(new(6, 5), new ExactMean(Coarse), Coarse);
        double Cosine(int codes) => gradient.Cosine(0, gradient.BySurrogate(MeanField)[0], gradient.ByDifferences(0, codes)).Sums;
        Assert.InRange(Cosine(1), -1, 0.9);
        Assert.InRange(Cosine(32), 0.99, 1);
    }

    private static void Close(float[] one, float[] other, float share) =>
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, share * one.Max(MathF.Abs)));

    private static ArrayGradient Gradient(LayerSizes hidden, IForward forward, CurrentCodes codes) =>
        new(NetworkWeights.Draw(SmallImages.Pixels, hidden, 3, 2), forward, codes, SmallImages.Of(8));

    // The mean of x over an endless window: -I at the current's own code.
    private sealed class ExactMean(CurrentCodes codes) : IForward
    {
        public string Name => "exact";

        public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
        {
            var coded = new ushort[sums.Length];
            CurrentEncoder.Of(sums, codes, new float[sums.Length], coded);
            for (var i = 0; i < activations.Length; i++)
            {
                activations[i] = (float)-codes.Currents[coded[i]];
            }
        }
    }
}
