using FhnHw.Boards.Arrays;
using FhnHw.Boards.Conformance;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Simulation;
using FhnHw.Boards.Wire;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Devices;

/// <summary>
/// Imperfect cells on the simulated board are bit-exact with the normative step. A few settings do here: the reference device's tests try many.
/// </summary>
public class SimulatedCellsTests
{
    private const int Cells = 37;

    private static readonly Imperfections Harsh = Imperfections.Preset("harsh");

    [ToolFact("verilator", "g++", "make")]
    public void Cells_of_their_own_give_the_bits_of_the_normative_step_and_run_on()
    {
        Imperfections[] all = [Imperfections.Preset("lab"), Harsh, Harsh.WithoutAdc(), Harsh.WithoutAdc() with { Stateful = true }];
        foreach (var imperfections in all)
        {
            var settings = Of(imperfections);
            using var array = Assert.IsAssignableFrom<ICellArray>(CellArrays.Create(new DeviceName.Simulator(), settings));
            using var reference = new ReferenceArray(settings);
            for (var trial = 0u; trial < 6; trial += 3)
            {
                foreach (var features in new[] { Features.Trace | Features.Mean, Features.Signs, Features.Votes, Features.Mean })
                {
                    AssertEqual(reference, array, features, trial);
                }
            }

            Assert.Equal((reference.Describe().Cells, reference.Describe().Deterministic), (array.Describe().Cells, array.Describe().Deterministic));
        }
    }

    [ToolFact("verilator", "g++", "make")]
    public void Spread_and_drift_need_no_other_board_than_ideal_cells_do()
    {
        var settings = Of(Imperfections.Ideal with { OffsetMismatch = 0.3, GainMismatch = 0.3, Drift = 0.1 });
        using var array = (BoardArray)CellArrays.Create(new DeviceName.Simulator(), settings);
        Assert.False(array.Board.Greeting.Has(Protocol.PerCellFeature));
        using var reference = new ReferenceArray(settings);
        Assert.Equal(reference.Run(new(Runs(2), Features.Mean, null, 9)).MeanX, array.Run(new(Runs(2), Features.Mean, null, 9)).MeanX);
    }

    [ToolFact("verilator", "g++", "make")]
    public void It_keeps_the_rules_of_per_cell_parameters()
    {
        using var board = SimulatorProcess.Start(
            SimulatorBuild.Usual().Find(TinyCheckout.Constants, new SimulatorSettings(PerCell: true), _ => { }, CancellationToken.None), "--pty");
        using var probe = new Probe(BoardAddress.TryParse(board.Device)!.Open(), TinyCheckout.Constants, null);
        foreach (var rule in PerCellRules.All)
        {
            probe.Hello();
            try
            {
                rule.Try(probe);
            }
            catch (NotApplicableException) when (rule.Name.Contains("charge", StringComparison.Ordinal))
            {
                // Lanes send ends, not charge.
            }
        }
    }

    [Fact]
    public void A_simulated_parallel_array_refuses_them_before_it_is_built()
    {
        var settings = Of(Harsh) with { Format = new CellFormat(3, 8, 3) };
        Assert.Contains("share one table", Assert.Throws<InvalidSettingException>(
            () => CellArrays.Create(new DeviceName.Simulator(Parallel: true), settings)).Message, StringComparison.Ordinal);
    }

    private static ArraySettings Of(Imperfections imperfections) => new(
        TinyCheckout.Constants.Format, TinyCheckout.Constants.Parameters, CurrentCodes.OfBits(5, -1), new Window(45, 350, 3))
    { Imperfections = imperfections, Cells = Cells };

    private static ushort[] Runs(int trials)
    {
        var random = new Random(trials);
        return [.. Enumerable.Range(0, trials * Cells).Select(_ => (ushort)random.Next(31))];
    }

    private static void AssertEqual(ReferenceArray reference, ICellArray array, Features features, uint trial)
    {
        var readout = RandomReadouts.Draw(new Random(7), Cells, 3, 1, Nonlinearity.Linear);
        var (expected, got) = (reference.Run(new(Runs(3), features, readout, trial)), array.Run(new(Runs(3), features, readout, trial)));
        Assert.Equal(expected.Trace?.Words, got.Trace?.Words);
        Assert.Equal(expected.Signs?.Words, got.Signs?.Words);
        Assert.Equal(expected.MeanX, got.MeanX);
        Assert.Equal(expected.Votes, got.Votes);
        Assert.Equal(expected.SaturatedRuns, got.SaturatedRuns);
        Assert.Equal(reference.Memory, array.Memory);
    }
}
