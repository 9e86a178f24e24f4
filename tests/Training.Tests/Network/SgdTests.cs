using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class SgdTests
{
    private static readonly AdamRate Rate = Adam.RateAt(0.5, 0, 1);

    [Fact]
    public void Descent_moves_each_weight_against_its_gradient()
    {
        float[] weights = [1, 2, 3];
        new Sgd(3, 0).Move(weights, 1, [2, -4], Rate);
        Assert.Equal([1, 1, 5], weights);
    }

    [Fact]
    public void Momentum_adds_what_went_before()
    {
        float[] weights = [0];
        var descent = new Sgd(1, 0.5f);
        descent.Move(weights, 0, [2], Rate);
        descent.Move(weights, 0, [2], Rate);
        Assert.Equal([-2.5f], weights);
    }
}
