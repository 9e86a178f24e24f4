using FhnHw.Tests;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class AdamTests
{
    [Theory]
    [InlineData(5)] // shorter than a vector
    [InlineData(16)] // one vector
    [InlineData(37)] // vectors and a tail
    public void Steps_are_those_of_the_plain_form_in_double_precision(int count)
    {
        const double Rate = 0.01, Decay = 0.1;
        var adam = new Adam(count);
        var values = SmallImages.Noise(count);
        var plain = Array.ConvertAll(values, value => (double)value);
        var (m, v) = (new double[count], new double[count]);
        for (var step = 1; step <= 4; step++)
        {
            var gradient = SmallImages.Noise(count, step + 10);
            adam.Move(values, 0, gradient, Adam.RateAt(Rate, Decay, step));
            for (var i = 0; i < count; i++)
            {
                m[i] = (0.9 * m[i]) + (0.1 * gradient[i]);
                v[i] = (0.999 * v[i]) + (0.001 * gradient[i] * gradient[i]);
                var (mean, square) = (m[i] / (1 - Math.Pow(0.9, step)), v[i] / (1 - Math.Pow(0.999, step)));
                plain[i] -= Rate * ((mean / (Math.Sqrt(square) + 1e-8)) + (Decay * plain[i]));
                Assert.Equal(plain[i], values[i], 1e-5);
            }
        }
    }

    [Fact]
    public void Parameters_outside_the_range_stay()
    {
        var values = SmallImages.Noise(60);
        var before = values.ToArray();
        new Adam(60).Move(values, 20, SmallImages.Noise(19), Adam.RateAt(0.1, 0, 1));
        Assert.Equal(before[..20], values[..20]);
        Assert.Equal(before[39..], values[39..]);
        Assert.All(Enumerable.Range(20, 19), i => Assert.NotEqual(before[i], values[i]));
    }

    [Fact]
    public void The_first_step_is_as_long_as_the_learning_rate()
    {
        var values = new float[2];
        new Adam(2).Move(values, 0, [5f, -0.01f], Adam.RateAt(0.25, 0, 1));
        Assert.Equal(-0.25, values[0], 1e-4);
        Assert.Equal(0.25, values[1], 1e-4);
    }

    // 0.9 ^ 800 is 2.5e-37, 0.9 ^ 1000 is a number that processors are slow with.
    [Fact]
    public void Running_means_that_move_nothing_any_more_become_zero()
    {
        const int Count = 17;
        var adam = new Adam(Count);
        var values = SmallImages.Noise(Count);
        adam.Move(values, 0, SmallImages.Noise(Count, 1), Adam.RateAt(0.001, 0, 1));
        for (var step = 2; step <= 1000; step++)
        {
            adam.Move(values, 0, new float[Count], Adam.RateAt(0.001, 0, step));
        }

        Assert.All(adam.Mean, mean => Assert.Equal(0, mean));
        Assert.All(adam.Square, square => Assert.True(square > 0));
    }
}
