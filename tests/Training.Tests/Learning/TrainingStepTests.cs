using FhnHw.Tests;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Learning;

public class TrainingStepTests
{
    private static readonly int[] Batch = [3, 0, 5, 1];

    [Theory]
    [InlineData("6")]
    [InlineData("6,5")]
    [InlineData("3,7,4")]
    public void The_gradient_of_a_plain_network_is_that_of_finite_differences(string hidden)
    {
        var sizes = LayerSizes.Parse(hidden);
        var adam = Step(Draw(sizes), out _);
        foreach (var (index, layer) in adam.Layers.Index())
        {
            ShouldBeSlope(layer.Values.Mean, sizes, weights => weights.Layers[index].Values);
            ShouldBeSlope(layer.Bias.Mean, sizes, weights => weights.Layers[index].Bias);
        }
    }

    // After its first step Adam's running mean is a tenth of the gradient.
    private static void ShouldBeSlope(float[] means, LayerSizes hidden, Func<NetworkWeights, float[]> part)
    {
        for (var i = 0; i < means.Length; i++)
        {
            const float H = 0.01f;
            Assert.Equal((LossAt(hidden, part, i, H) - LossAt(hidden, part, i, -H)) / (2 * H) / Batch.Length, means[i] / 0.1, 1e-3);
        }
    }

    private static double LossAt(LayerSizes hidden, Func<NetworkWeights, float[]> part, int at, float by)
    {
        var weights = Draw(hidden);
        part(weights)[at] += by;
        Step(weights, out var loss);
        return loss;
    }

    private static NetworkWeights Draw(LayerSizes hidden) => NetworkWeights.Draw(SmallImages.Pixels, hidden, 3, 2);

    private static AdamState Step(NetworkWeights weights, out double loss)
    {
        var (adam, plain) = (new AdamState(weights), new PlainSigmoid());
        var layers = Enumerable.Repeat(new LayerPass(plain, plain), weights.Hidden.Count).ToArray();
        var step = new TrainingStep(weights, adam, layers, true, Batch.Length, SmallImages.Rows, SmallImages.Columns, new SoftmaxLoss());
        (loss, _) = step.Run(SmallImages.Of(8), Batch, default, Adam.RateAt(1e-3, 0, 1));
        return adam;
    }
}
