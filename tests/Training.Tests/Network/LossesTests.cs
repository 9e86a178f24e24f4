using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class LossesTests
{
    private const int Classes = 3;

    private static readonly byte[] Labels = [2, 0, 1, 2];
    private static readonly int[] Batch = [3, 1];
    private static readonly float[] Bias = [0.1f, -0.2f, 0.3f];

    public static TheoryData<string> Costs => ["softmax", "sigmoid squared", "softmax squared", "squashed"];

    [Theory]
    [MemberData(nameof(Costs))]
    public void The_gradient_of_every_cost_is_its_slope(string name)
    {
        float[] outputs = [0.4f, -1.1f, 0.7f, 1.3f, 0.2f, -0.6f];
        var gradient = outputs.ToArray();
        Batches.Differentiate(Of(name), gradient, Bias, Labels, Batch);
        for (var i = 0; i < outputs.Length; i++)
        {
            const float By = 1e-2f;
            Assert.Equal((Loss(name, outputs, i, By) - Loss(name, outputs, i, -By)) / (2 * By * Batch.Length), gradient[i], 1e-3);
        }
    }

    [Fact]
    public void A_squared_error_has_no_slope_where_an_output_is_flat_and_cross_entropy_has()
    {
        var (squared, entropy) = (new float[] { 40, 0, 0 }, new float[] { 40, 0, 0 });
        new SquaredLoss(Squash.Softmax).Differentiate(squared, new float[Classes], 2, 1);
        new SoftmaxLoss().Differentiate(entropy, new float[Classes], 2, 1);
        Assert.InRange(squared.Max(MathF.Abs), 0, 1e-6f);
        Assert.Equal(-1, entropy[2], 1e-6);
    }

    private static double Loss(string name, float[] outputs, int at, float by)
    {
        var moved = outputs.ToArray();
        moved[at] += by;
        return Batches.Differentiate(Of(name), moved, Bias, Labels, Batch).Loss;
    }

    private static ILoss Of(string name) => name switch
    {
        "softmax" => new SoftmaxLoss(),
        "sigmoid squared" => new SquaredLoss(Squash.Sigmoid),
        "softmax squared" => new SquaredLoss(Squash.Softmax),
        _ => new SquashedSoftmaxLoss(),
    };
}
