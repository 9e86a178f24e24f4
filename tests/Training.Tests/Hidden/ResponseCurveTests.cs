using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;
using FhnHw.Tests;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Tests.Hidden;

public class ResponseCurveTests
{
    private static readonly ArraySettings Settings = SmallArrays.Settings;

    [Theory]
    [InlineData(Activation.Linear)]
    [InlineData(Activation.Sigmoid)]
    public void The_curve_of_a_steady_array_is_its_atlas(Activation activation)
    {
        using var array = new ManagedArray(Settings);
        Assert.Equal(Atlas.Measure(array, activation).Answers, ResponseCurve.Of(array, activation));
    }

    [Fact]
    public void The_curve_of_a_noisy_array_is_an_average()
    {
        using var steady = new ManagedArray(Settings);
        using var noisy = new UnsteadyArray(Settings, noise: 0.3);
        var truth = ResponseCurve.Of(steady, Activation.Linear);
        var once = new float[truth.Length];
        new StreamForward(noisy, Activation.Linear, new TrialCount(Settings)).Respond(Settings.Levels.AllIndices(), once);
        Assert.InRange(Deviation(once, truth), 0.12, 0.22);
        Assert.InRange(Deviation(ResponseCurve.Of(noisy, Activation.Linear), truth), 0.03, 0.09);
    }

    [Fact]
    public void The_measured_surrogate_works_on_an_array_that_has_no_atlas()
    {
        using var steady = new ManagedArray(Settings);
        using var noisy = new UnsteadyArray(Settings, noise: 0.01);
        var sums = new[] { -1f, -0.2f, 0.4f, 1.2f };
        var (expected, measured) = (new float[4], new float[4]);
        new HiddenCells(steady, Activation.Linear, ForwardMode.Auto).Surrogate("measured").Slopes(sums, [], expected);
        new HiddenCells(noisy, Activation.Linear, ForwardMode.Auto).Surrogate("measured").Slopes(sums, [], measured);
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(expected[i], measured[i], 0.35));
    }

    private static double Deviation(float[] values, float[] truth) =>
        Math.Sqrt(values.Zip(truth, (value, right) => (double)(value - right) * (value - right)).Average());
}
