using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.OdeSolvers;

namespace FhnHw.Kernels.Tests.Float;

public class FloatArrayTests : ArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new FloatArray(settings);

    [Fact]
    public void Cells_with_per_cell_parameters_respond_as_the_fixed_point_ones_do()
    {
        var imperfections = Imperfections.Preset("harsh").Steady() with { AdcBits = 0 };
        var settings = new ArraySettings(
            new CellFormat(), new CellParameters(), CurrentCodes.OfBits(3, -1), Window.OfTime(new CellFormat(), 50, 100, 16))
        {
            Imperfections = imperfections,
            Cells = 40,
        };
        using var array = Create(settings);
        using var cpu = new CpuArray(settings);
        ushort[] runs = [.. Enumerable.Range(0, 7 * 40).Select(run => (ushort)(run / 40))];
        var (real, integers) = (array.Run(new(runs, Features.Mean | Features.Trace)), cpu.Run(new(runs, Features.Mean)));
        for (var run = 0; run < runs.Length; run++)
        {
            Assert.Equal(integers.MeanX![run], real.MeanX![run], 0.04); // the window's ends: periods differ by 1 %
            Assert.True(!settings.PerCell!.Cells[run % 40].IsStuck || real.Trace![300, run] == real.Trace[0, run]);
        }
    }

    [Fact]
    public void What_is_read_through_an_ADC_is_one_of_its_codes_and_the_mean_is_that_of_the_samples()
    {
        var settings = Settings() with { Imperfections = new Imperfections { AdcBits = 3, AdcRange = 2 }, Cells = 4 };
        using var array = Create(settings);
        var response = array.Run(new(Runs(12), Features.Trace | Features.Mean));
        for (var run = 0; run < 12; run++)
        {
            var samples = Enumerable.Range(0, response.Trace!.Samples).Select(m => response.Trace[m, run]).ToArray();
            Assert.All(samples, x => Assert.Equal(0.25, Math.Abs(x) % 0.5, 9));
            Assert.Equal(samples.Average(), response.MeanX![run], 9);
        }
    }

    [Fact]
    public void Noise_and_stateful_cells_are_refused()
    {
        Imperfections[] refused = [new() { NoiseX = 0.1 }, new() { NoiseY = 0.1 }, new() { Stateful = true }];
        Assert.All(refused, imperfections => Assert.Throws<InvalidSettingException>(() => Create(Settings() with { Imperfections = imperfections })));
    }

    [Theory]
    [InlineData(0.01, 0.2, 8)]
    [InlineData(0.05, -0.9, 7)]
    [InlineData(0.25, 1.4, 6)]
    public void The_trace_is_that_of_MathNets_Runge_Kutta(double eps, double drive, int dtExponent)
    {
        const int steps = 700;
        var settings = new ArraySettings(
            new CellFormat(dtExponent: dtExponent), new CellParameters(eps, a: 0.05), CurrentCodes.Of(drive - 0.05), new Window(0, steps, 1));
        using var array = Create(settings);
        var trace = array.Run(new([0], Features.Trace)).Trace!;
        var start = Vector<double>.Build.Dense([0.1, 0.1]);
        var states = RungeKutta.FourthOrder(start, 0, (steps - 1) * settings.Format.Dt, steps, (_, s) =>
            Vector<double>.Build.Dense([(s[0] - (s[0] * s[0] * s[0] / 3) - s[1]) / eps, s[0] + drive]));
        for (var n = 0; n < steps; n++)
        {
            Assert.Equal(states[n][0], trace[n, 0], 7);
        }
    }

    [Theory]
    [InlineData(6, 2, -1)]
    [InlineData(6, 0.1, 0.1)]
    [InlineData(7, -2, 1)]
    [InlineData(8, 2, -1)]
    public void At_the_coarsest_step_admitted_every_current_stays_on_its_orbit(int dtExponent, double x0, double y0)
    {
        var parameters = new CellParameters(1.0001 / (1 << dtExponent) / FloatModel.MaxDtOverEps, 0, x0, y0);
        var settings = new ArraySettings(
            new CellFormat(dtExponent: dtExponent), parameters, CurrentCodes.OfBits(9, 2.1), new Window(0, 4000, 1));
        using var array = Create(settings);
        var trace = (RealTrace)array.Run(new(settings.Codes.AllCodes(), Features.Trace)).Trace!;
        Assert.InRange(trace.Values.Max(Math.Abs), 2, 2.22);
    }

    [Fact]
    public void A_step_too_coarse_for_eps_is_refused_with_the_mend()
    {
        var error = Assert.Throws<InvalidSettingException>(() => Create(Settings(parameters: new CellParameters(eps: 0.004))));
        Assert.Equal(
            "The time step 2^-8 is too coarse for eps 0.004 in floating point; give a larger k, or eps of at least 0.00559.", error.Message);
    }

    [Fact]
    public void Word_lengths_do_not_matter_and_nothing_saturates()
    {
        using var wide = Create(Settings());
        using var narrow = Create(Settings(format: new CellFormat(3, 8, 6)));
        var response = narrow.Run(new(Runs(8), Features.Mean));
        Assert.Equal(wide.Run(new(Runs(8), Features.Mean)).MeanX, response.MeanX);
        Assert.Equal(0, response.SaturatedRuns);
        Assert.Null(response.Ends);
    }

    [Fact]
    public void The_description_names_the_method()
    {
        using var array = Create(Settings());
        Assert.Equal(("double RK4 dt=2^-8", "none", true), (array.Describe().Arithmetic, array.Describe().ConstantsHash, array.Describe().Deterministic));
    }
}
