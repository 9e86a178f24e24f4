using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Float;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Float;

public class SingleArrayTests : ArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new SingleArray(settings);

    [Theory]
    [InlineData(0.01, 0.2, 8)]
    [InlineData(0.05, -0.9, 7)]
    [InlineData(0.25, 1.4, 6)]
    public void The_trace_is_Eulers_to_single_precision(double eps, double drive, int dtExponent)
    {
        var settings = new ArraySettings(
            new CellFormat(dtExponent: dtExponent), new CellParameters(eps), CurrentCodes.Of(drive), new Window(0, 300, 1));
        using var array = Create(settings);
        var trace = array.Run(new([0], Features.Trace)).Trace!;
        var (x, y, dt) = (0.1, 0.1, settings.Format.Dt);
        for (var n = 0; n < 300; n++)
        {
            Assert.Equal(x, trace[n, 0], 1e-3);
            (x, y) = (x + (dt / eps * (x - (x * x * x / 3) - y)), y + (dt * (x + drive)));
        }
    }

    [Fact]
    public void A_step_too_coarse_for_Euler_is_refused() =>
        Assert.Contains("dt/eps", Assert.Throws<InvalidSettingException>(() => Create(Settings(parameters: new CellParameters(eps: 0.007)))).Message);

    [Fact]
    public void The_description_names_the_method()
    {
        using var array = Create(Settings());
        Assert.Equal(("float32", "single Euler dt=2^-8", "none"), (array.Describe().Name, array.Describe().Arithmetic, array.Describe().ConstantsHash));
    }
}
