using FhnHw.Tests;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class SoftmaxTests
{
    private const int Classes = 4;
    private static readonly byte[] Labels = [1, 3, 0, 2, 1];
    private static readonly int[] Batch = [4, 1, 2];

    [Fact]
    public void The_gradient_is_that_of_finite_differences_of_the_mean_loss()
    {
        var outputs = SmallImages.Noise(Batch.Length * Classes);
        var bias = SmallImages.Noise(Classes, 8);
        var gradient = outputs.ToArray();
        Batches.Differentiate(new SoftmaxLoss(), gradient, bias, Labels, Batch);
        for (var i = 0; i < outputs.Length; i++)
        {
            const float H = 0.01f;
            var slope = (Loss(outputs, bias, i, H) - Loss(outputs, bias, i, -H)) / (2 * H) / Batch.Length;
            Assert.Equal(slope, gradient[i], 1e-3);
        }
    }

    [Fact]
    public void Large_outputs_give_finite_losses_and_count_correct_predictions()
    {
        float[] outputs = [1e4f, -1e4f, 0, 0, 0, 0, 0, 1e4f];
        var (loss, right) = Batches.Differentiate(new SoftmaxLoss(), outputs, new float[Classes], [0, 0], [0, 1]);
        Assert.Equal(1, right);
        Assert.InRange(loss, 50, 100);
        Assert.All(outputs, value => Assert.True(float.IsFinite(value)));
    }

    private static double Loss(float[] outputs, float[] bias, int at, float by)
    {
        var moved = outputs.ToArray();
        moved[at] += by;
        return Batches.Differentiate(new SoftmaxLoss(), moved, bias, Labels, Batch).Loss;
    }
}
