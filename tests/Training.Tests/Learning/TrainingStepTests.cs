using FhnHw.Tests;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Learning;

public class TrainingStepTests
{
    private static readonly int[] Batch = [3, 0, 5, 1];

    [Fact]
    public void The_gradient_of_a_plain_network_is_that_of_finite_differences()
    {
        var adam = Step(NetworkWeights.Draw(SmallImages.Pixels, 6, 3, 2), out _);
        ShouldBeSlope(adam.W1.Mean, weights => weights.W1Values);
        ShouldBeSlope(adam.B1.Mean, weights => weights.B1);
        ShouldBeSlope(adam.W3.Mean, weights => weights.W3Values);
        ShouldBeSlope(adam.B3.Mean, weights => weights.B3);
    }

    // After its first step Adam's running mean is a tenth of the gradient.
    private static void ShouldBeSlope(float[] means, Func<NetworkWeights, float[]> part)
    {
        for (var i = 0; i < means.Length; i++)
        {
            const float H = 0.01f;
            Assert.Equal((LossAt(part, i, H) - LossAt(part, i, -H)) / (2 * H) / Batch.Length, means[i] / 0.1, 1e-3);
        }
    }

    private static double LossAt(Func<NetworkWeights, float[]> part, int at, float by)
    {
        var weights = NetworkWeights.Draw(SmallImages.Pixels, 6, 3, 2);
        part(weights)[at] += by;
        Step(weights, out var loss);
        return loss;
    }

    private static AdamState Step(NetworkWeights weights, out double loss)
    {
        var (adam, plain) = (new AdamState(weights), new PlainSigmoid());
        var step = new TrainingStep(weights, adam, plain, plain, true, Batch.Length, SmallImages.Rows, SmallImages.Columns, new SoftmaxLoss());
        (loss, _) = step.Run(SmallImages.Of(8), Batch, [], Adam.RateAt(1e-3, 0, 1));
        return adam;
    }
}
