using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Tests.Devices;

/// <summary>Imperfect cells on boards, beside what their contract says.</summary>
public class ImperfectCellsTests
{
    private const int Cells = 23;

    private static readonly Imperfections RunningOn = Imperfections.Preset("harsh") with { Stateful = true };

    private static readonly LinkOptions Impatient = new() { StallSeconds = 0.5, ReplyBytes = 1500 };

    [DeviceFact]
    public void Mismatch_drift_and_ADCs_need_no_more_of_a_board_than_S_and_a_trace()
    {
        var settings = Of(Imperfections.Ideal with { OffsetMismatch = 0.3, GainMismatch = 0.3, Drift = 0.2, AdcBits = 6 });
        using var device = ReferenceDevice.OnTcp(settings.Constants, 0, "--features", "7");
        using var array = new BoardArray(device.Address, settings, new LinkOptions());
        using var cpu = new CpuArray(settings);
        var runs = Runs(4);
        foreach (var features in new[] { Features.Mean, Features.Signs, Features.Trace | Features.Mean | Features.Signs, Features.Activation })
        {
            AssertEqual(cpu.Run(new(runs, features, Readout, 30_000)), array.Run(new(runs, features, Readout, 30_000)));
        }

        Assert.Equal(cpu.Describe().Cells, array.Describe().Cells);
    }

    [DeviceTheory]
    [InlineData(0x1F, false, "has cells that are all alike", "fhnhw board build BOARD --per-cell")]
    [InlineData(0x5F, true, "does not give back", "fhnhw board build BOARD --per-cell")]
    public void A_board_that_lacks_what_cells_need_is_refused_with_what_to_build(int features, bool stateful, string lack, string remedy)
    {
        var settings = Of(Imperfections.Preset("harsh") with { Stateful = stateful });
        using var device = ReferenceDevice.OnTcp(settings.Constants, 0, "--features", $"{features}");
        var refused = Assert.Throws<InvalidSettingException>(() => new BoardArray(device.Address, settings, new LinkOptions()));
        Assert.Contains(lack, refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, Failure.Of(refused).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_analog_board_has_the_cells_that_it_has()
    {
        var settings = Of(Imperfections.Ideal with { OffsetMismatch = 0.1 });
        var board = LinkPlan.Expected(settings.Constants, 4, 256, 0) with { Constants = Greeting.NoHash, Deterministic = false };
        Assert.Contains(
            "does not compute the normative step",
            Assert.Throws<InvalidSettingException>(() => PerCellFit.Check("The board", board, settings)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_parallel_array_takes_mismatch_and_refuses_per_cell_parameters()
    {
        PerCellFit.CheckBuilt("sim:parallel:100", parallel: true, Of(Imperfections.Ideal with { OffsetMismatch = 0.1, Drift = 0.1, Comparator = 0 }));
        Assert.Contains("share one table", Assert.Throws<InvalidSettingException>(
            () => PerCellFit.CheckBuilt("sim:parallel:100", parallel: true, Of(Imperfections.Preset("lab")))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lab", 16, 0.01, null)]
    [InlineData("harsh", 16, 0.01, null)]
    [InlineData("harsh", 3, 0.01, null)]
    [InlineData("harsh", 16, 0.004, "takes dt/eps under 1")]
    [InlineData("noise", 16, 0.01, "holds X - X³ - Y under 2 at 16 bits")]
    [InlineData("noise", 15, 0.01, null)]
    public void Cells_that_no_job_can_say_or_no_register_hold_are_refused_before_a_board_is_built(
        string preset, int wordBits, double eps, string? reason)
    {
        var settings = Of(preset == "noise" ? new Imperfections { NoiseY = 0.2 } : Imperfections.Preset(preset)) with
        {
            Format = new CellFormat(wordBits),
            Parameters = new CellParameters(eps),
        };
        var error = Record.Exception(() => PerCellFit.CheckBuilt("sim", parallel: false, settings));
        Assert.Equal(reason is null, error is null);
        Assert.Contains(reason ?? "", (error as InvalidSettingException)?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Y_beyond_a_boards_bytes_is_refused()
    {
        var settings = Of(Imperfections.Preset("lab"));
        var board = LinkPlan.Expected(settings.Constants, 4, 256, 0);
        board = board with { Features = (ushort)(board.Features | Protocol.PerCellFeature) };
        PerCellFit.Check("The board", board, settings);
        Assert.Contains("2 bytes for Y", Assert.Throws<InvalidSettingException>(
            () => PerCellFit.Check("The board", board with { YBytes = 2 }, settings)).Message, StringComparison.Ordinal);
    }

    [DeviceTheory]
    [InlineData(FaultKinds.Drops)]
    [InlineData(FaultKinds.Flips)]
    public void Cells_that_run_on_over_a_line_that_loses_bytes_are_those_that_run_on_in_memory(FaultKinds damage)
    {
        var settings = Of(RunningOn);
        using var device = ReferenceDevice.OnTcp(settings.Constants);
        var address = new BoardAddress.Hostile(device.Address, new FaultPlan(5, FaultKinds.None).With(damage, 8000));
        using var array = new BoardArray(address, settings, Impatient);
        using var cpu = new CpuArray(settings);
        for (var trial = 0u; trial < 12; trial += 3)
        {
            var runs = Runs(3, (int)trial);
            AssertEqual(cpu.Run(new(runs, Features.Trace | Features.Mean, null, trial)),
                array.Run(new(runs, Features.Trace | Features.Mean, null, trial)));
            Assert.Equal(cpu.Memory, array.Memory);
        }

        Assert.True(array.Board.Statistics.Retries > 0, "A line this bad must have cost retries.");
    }

    [DeviceFact]
    public void A_trial_that_did_not_come_back_leaves_the_cells_where_they_were()
    {
        var settings = Of(RunningOn);
        var frames = 0;
        using var device = ReferenceDevice.OnTcp(settings.Constants);
        var address = TamperingLink.Around(device.Address, frame =>
            frame.Kind == Protocol.DataKind && ++frames > 2 ? new Frame(Protocol.ErrorKind, frame.Tag, [Protocol.BadValueError]) : frame);
        using var array = new BoardArray(address, settings, new LinkOptions { ReplyBytes = 1500 });
        var before = array.Memory;
        Assert.Throws<DeviceLostException>(() => array.Run(new(Runs(1), Features.Trace)));
        Assert.Equal(before, array.Memory);
        frames = int.MinValue;
        using var cpu = new CpuArray(settings);
        AssertEqual(cpu.Run(new(Runs(2), Features.Trace)), array.Run(new(Runs(2), Features.Trace)));
    }

    [DeviceTheory]
    [InlineData("harsh", false, 1)] // of a trace that does not balance with the noise made anew
    [InlineData("harsh", true, -1)] // of a generator that stands elsewhere
    public void A_flipped_bit_is_seen_and_asked_again(string preset, bool stateful, int stride)
    {
        var settings = Of((Imperfections.Preset(preset) with { Stateful = stateful }).WithoutAdc(), stride > 0 ? stride : 100);
        var blocks = 0;
        using var device = ReferenceDevice.OnTcp(settings.Constants);
        var address = TamperingLink.Around(device.Address, frame => frame.Kind == Protocol.DataKind && blocks++ == 0 ? Flipped(frame) : frame);
        using var array = new BoardArray(address, settings, new LinkOptions());
        using var cpu = new CpuArray(settings);
        AssertEqual(cpu.Run(new(Runs(1), Features.Trace | Features.Mean)), array.Run(new(Runs(1), Features.Trace | Features.Mean)));
        Assert.Equal((1, 0), (array.Board.Statistics.Unbalanced, array.Board.Statistics.Retries));

        // The last byte of the block: of an X, or of v of the last cell.
        static Frame Flipped(Frame frame) => frame with { Payload = [.. frame.Payload[..^1], (byte)(frame.Payload[^1] ^ 0x02)] };
    }

    [DeviceFact]
    public void A_response_table_holds_for_cells_of_their_own_without_noise_and_is_refused_with_noise()
    {
        var steady = Of(Imperfections.Preset("harsh").Steady());
        using var device = ReferenceDevice.OnTcp(steady.Constants);
        using (var array = new BoardArray(device.Address, steady, new LinkOptions()))
        using (var cpu = new CpuArray(steady))
        {
            Assert.Equal(ResponseTable.Measure(cpu, Nonlinearity.Linear).Activations, ResponseTable.Measure(array, Nonlinearity.Linear).Activations);
        }

        using var noisy = new BoardArray(device.Address, Of(Imperfections.Preset("lab")), new LinkOptions());
        Assert.Contains(
            "its cells are noisy; use --forward stream",
            Failure.Of(Assert.Throws<ResponseTableMismatchException>(() => ResponseTable.Measure(noisy, Nonlinearity.Linear))).Sentence,
            StringComparison.Ordinal);
    }

    [DeviceTheory]
    [InlineData("lab", false)]
    [InlineData("harsh", false)]
    [InlineData("harsh", true)]
    public void A_board_is_proved_bit_exact_with_the_cpu_array_by_signatures_of_every_cell_at_every_code(string preset, bool stateful)
    {
        var settings = Of(Imperfections.Preset(preset) with { Stateful = stateful }, codes: 4);
        using var device = ReferenceDevice.OnTcp(settings.Constants);
        var report = new EqualityCheck(
            made => new CpuArray(made), made => new BoardArray(device.Address, made, new LinkOptions()), settings, 1)
            .Run(_ => { }, CancellationToken.None);
        Assert.True(report.Equal);
        Assert.Contains(report.Findings, finding =>
            finding.Name.Contains("by signature", StringComparison.Ordinal) && finding.Values == 15L * Cells * settings.Window.TotalSteps);

        // One cell's gain is another: it is found, and the step where it shows.
        var other = settings with { Imperfections = settings.Imperfections with { EpsMismatch = 0.11 } };
        var differs = new EqualityCheck(
            made => new CpuArray(made with { Imperfections = made.Imperfections with { EpsMismatch = 0.11 } }),
            made => new BoardArray(device.Address, made, new LinkOptions()), settings, 1).Run(_ => { }, CancellationToken.None);
        Assert.False(differs.Equal);
        Assert.Equal(other.Imperfections.Stateful, differs.Wave is null);
    }

    private static Readout Readout { get; } = new(Nonlinearity.Linear, [.. Enumerable.Range(0, 3 * Cells).Select(n => (n % 7) - 3f)], [1, 2, 3]);

    private static ArraySettings Of(Imperfections imperfections, int stride = 3, int codes = 5) =>
        new(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(codes, -1), new Window(45, 350, stride))
        {
            Imperfections = imperfections,
            Cells = Cells,
        };

    private static ushort[] Runs(int trials, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, trials * Cells).Select(_ => (ushort)random.Next(15))];
    }

    private static void AssertEqual(Response expected, Response got)
    {
        Assert.Equal(expected.Trace?.Words, got.Trace?.Words);
        Assert.Equal(expected.Signs?.Words, got.Signs?.Words);
        Assert.Equal(expected.MeanX, got.MeanX);
        Assert.Equal(expected.ActivationSum, got.ActivationSum);
        Assert.Equal(expected.Votes, got.Votes);
        Assert.Equal(expected.SaturatedRuns, got.SaturatedRuns);
    }
}
