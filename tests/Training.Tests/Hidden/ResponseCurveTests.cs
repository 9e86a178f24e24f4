using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Tests.Hidden;

public class ResponseCurveTests
{
    private static readonly ArraySettings Settings = SmallArrays.Settings;

    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Sigmoid)]
    public void The_curve_of_a_steady_array_is_its_response_table(Nonlinearity nonlinearity)
    {
        using var array = new CpuArray(Settings);
        Assert.Equal(ResponseTable.Measure(array, nonlinearity).Activations, ResponseCurve.Of(array, nonlinearity));
    }

    [Fact]
    public void The_curve_of_a_noisy_array_is_an_average()
    {
        using var steady = new CpuArray(Settings);
        using var noisy = new UnsteadyArray(Settings, noise: 0.3);
        var truth = ResponseCurve.Of(steady, Nonlinearity.Linear);
        var once = new float[truth.Length];
        new StreamForward(noisy, Nonlinearity.Linear, new TrialCount(Settings)).Respond(Settings.Codes.AllCodes(), once);
        Assert.InRange(Deviation(once, truth), 0.12, 0.22);
        Assert.InRange(Deviation(ResponseCurve.Of(noisy, Nonlinearity.Linear), truth), 0.03, 0.09);
    }

    [Fact]
    public void The_measured_surrogate_works_on_an_array_that_has_no_response_table()
    {
        using var steady = new CpuArray(Settings);
        using var noisy = new UnsteadyArray(Settings, noise: 0.01);
        var sums = new[] { -1f, -0.2f, 0.4f, 1.2f };
        var (expected, measured) = (new float[4], new float[4]);
        new HiddenCells(steady, Nonlinearity.Linear, ForwardMode.Auto).Surrogate("measured").Slopes(sums, [], expected);
        new HiddenCells(noisy, Nonlinearity.Linear, ForwardMode.Auto).Surrogate("measured").Slopes(sums, [], measured);
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(expected[i], measured[i], 0.35));
    }

    private static double Deviation(float[] values, float[] truth) =>
        Math.Sqrt(values.Zip(truth, (value, right) => (double)(value - right) * (value - right)).Average());
}
