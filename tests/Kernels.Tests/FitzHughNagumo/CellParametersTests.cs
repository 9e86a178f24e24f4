using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

public class CellParametersTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, "eps")]
    [InlineData(0.26, 0, 0, 0, "eps")]
    [InlineData(double.NaN, 0, 0, 0, "eps")]
    [InlineData(0.01, 2.11, 0, 0, "offset a")]
    [InlineData(0.01, double.NegativeInfinity, 0, 0, "offset a")]
    [InlineData(0.01, 0, 2.01, 0, "initial x")]
    [InlineData(0.01, 0, 0, -1.01, "initial y")]
    public void A_number_outside_its_range_is_refused_by_name(double eps, double a, double x0, double y0, string name)
    {
        var error = Assert.Throws<InvalidSettingException>(() => new CellParameters(eps, a, x0, y0));
        Assert.StartsWith($"The {name} is ", error.Message, StringComparison.Ordinal);
        Assert.Contains("; give one from ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ends_of_every_range_are_accepted()
    {
        Assert.Equal(CellParameters.MinEps, new CellParameters(CellParameters.MinEps, CellParameters.MaxDrive, 2, 1).Eps);
        Assert.Equal(-2, new CellParameters(CellParameters.MaxEps, -CellParameters.MaxDrive, -2, -1).X0);
    }

    [Fact]
    public void The_defaults_are_the_documented_ones() =>
        Assert.Equal(new CellParameters(0.01, 0, 0.1, 0.1), new CellParameters());
}
