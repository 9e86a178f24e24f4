using FhnHw.Boards.Conformance;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Simulation;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Conformance;

/// <summary>Both simulated boards keep the protocol: that with the board's own modules and bits on its line, and the fast one.</summary>
public class SimulatedConformanceTests
{
    [ToolTheory("verilator", "g++", "make")]
    [InlineData(true)]
    [InlineData(false)]
    public void The_simulated_board_keeps_every_rule(bool rtl)
    {
        var program = SimulatorBuild.Usual().Find(
            TinyCheckout.Constants, new SimulatorSettings(Rtl: rtl), _ => { }, CancellationToken.None);
        using var board = SimulatorProcess.Start(program, "--pty");
        using var probe = new Probe(BoardAddress.TryParse(board.Device)!.Open(), TinyCheckout.Constants, null) { Patience = Generous.Patience };
        var results = ConformanceSuite.Run(probe, CancellationToken.None).ToArray();
        Assert.Empty(results.Where(result => result.Verdict == Verdict.Fail).Select(result => $"{result.Rule}: {result.Seen}"));
        Assert.InRange(results.Count(result => result.Verdict == Verdict.Pass), 60, 150);
    }
}
