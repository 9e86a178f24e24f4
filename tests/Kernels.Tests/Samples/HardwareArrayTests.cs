using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Tests.Samples;

public class HardwareArrayTests
{
    private const int Cells = 3;

    private static readonly ArraySettings Settings = ArraySettings.Usual with
    {
        Cells = Cells,
        Codes = CurrentCodes.OfBits(5),
        Window = Window.OfTime(new CellFormat(), transient: 3, record: 6, stride: 8),
    };

    private static readonly ushort[] Codes = [0, 7, 30, 15, 16, 29, 3, 4, 5];

    private static readonly Readout Weights = new(Nonlinearity.Sigmoid, [1, -1, 0.5f, 2, -0.25f, 0.75f], [0.1f, 0]);

    [Fact]
    public void Hardware_that_computes_the_normative_step_has_its_bits()
    {
        const Features all = Features.Trace | Features.Signs | Features.Activation | Features.Votes;
        using var hardware = new Stand(Settings);
        using var cpu = new CpuArray(Settings);
        var (got, expected) = (hardware.Run(new(Codes, all, Weights)), cpu.Run(new(Codes, all, Weights)));
        Assert.Equal(expected.Trace!.Words!, got.Trace!.Words!);
        Assert.Equal(expected.ActivationSum!, got.ActivationSum!);
        Assert.Equal(expected.Votes!, got.Votes!);
        Assert.Equal(0, got.SaturatedRuns);
    }

    [Fact]
    public void The_mean_is_that_of_the_samples()
    {
        using var hardware = new Stand(Settings);
        var response = hardware.Run(new(Codes, Features.Trace | Features.Mean));
        for (var run = 0; run < Codes.Length; run++)
        {
            Assert.Equal(Enumerable.Range(0, Settings.Window.Samples).Average(sample => response.Trace![sample, run]), response.MeanX![run], 1e-12);
        }
    }

    [Fact]
    public void A_trial_has_the_currents_of_all_cells_and_the_last_may_have_fewer()
    {
        using var hardware = new Stand(Settings);
        hardware.Run(new(Codes.AsSpan(0, 5), Features.Mean));
        Assert.Equal([Cells, 2], hardware.Trials);
    }

    [Theory]
    [InlineData(9.0)]
    [InlineData(-9.0)]
    [InlineData(double.NaN)]
    public void What_no_word_holds_counts_as_saturated(double x)
    {
        using var hardware = new Stand(Settings) { Instead = x };
        var response = hardware.Run(new(Codes, Features.Trace));
        Assert.Equal(Codes.Length, response.SaturatedRuns);
        Assert.InRange(response.Trace![0, 0], -2.2, 2.2);
    }

    [Fact]
    public void What_hardware_cannot_give_is_refused()
    {
        using var hardware = new Stand(Settings);
        Assert.Contains("no Y", Assert.Throws<InvalidSettingException>(() => hardware.Run(new(Codes, Features.Ends))).Message);
        var four = new Readout(Nonlinearity.Linear, new float[8], [0, 0]);
        Assert.Contains("4 hidden cells", Assert.Throws<InvalidSettingException>(() => hardware.Run(new(Codes.AsSpan(0, 8), Features.Votes, four))).Message);
        Assert.Throws<InvalidSettingException>(() => new Stand(Settings with { Imperfections = Imperfections.Preset("lab") }));
    }

    /// <summary>Hardware that is the processor's array.</summary>
    private sealed class Stand(ArraySettings settings) : HardwareArray(settings, "stand", "a stand-in")
    {
        public List<int> Trials { get; } = [];

        public double? Instead { get; init; }

        protected override void Trial(ReadOnlySpan<double> currents, Span<double> x)
        {
            Trials.Add(currents.Length);
            using var cpu = new CpuArray(Settings with { Codes = CurrentCodes.Of([.. currents]) });
            var trace = cpu.Run(new([.. Enumerable.Range(0, currents.Length).Select(run => (ushort)run)], Features.Trace)).Trace!;
            for (var place = 0; place < x.Length; place++)
            {
                x[place] = Instead ?? trace[place / currents.Length, place % currents.Length];
            }
        }
    }
}
