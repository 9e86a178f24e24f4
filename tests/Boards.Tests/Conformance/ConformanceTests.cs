using FhnHw.Boards.Conformance;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Conformance;

public class ConformanceTests
{
    private static readonly CellConstants Constants = new(new CellFormat(8, 8, 6), new CellParameters());

    [DeviceFact]
    public void The_reference_device_keeps_every_rule()
    {
        using var device = ReferenceDevice.OnTerminal(Constants, "--cells", "40");
        using var probe = new Probe(device.Address.Open(), Constants, null) { Patience = Generous.Patience };
        var results = ConformanceSuite.Run(probe, CancellationToken.None).ToArray();
        Assert.Empty(results.Where(result => result.Verdict != Verdict.Pass).Select(result => $"{result.Rule}: {result.Seen}"));
        Assert.InRange(results.Length, 100, 150);
    }

    [DeviceFact]
    public void Rules_that_do_not_concern_a_board_are_skipped_with_the_reason()
    {
        using var device = ReferenceDevice.OnTcp(Constants, 0, "--features", "1");
        using var probe = new Probe(device.Address.Open(), Constants, null) { Patience = Generous.Patience };
        var rules = ConformanceSuite.Rules.Where(rule =>
            rule.Name.Contains("votes", StringComparison.Ordinal)
            || rule.Name.StartsWith("trace", StringComparison.Ordinal)
            || rule.Name.StartsWith("per-cell", StringComparison.Ordinal) || rule.Name.StartsWith("registers", StringComparison.Ordinal));
        Assert.All(rules, rule =>
        {
            probe.Hello();
            Assert.Throws<NotApplicableException>(() => rule.Try(probe));
        });
    }

    [DeviceFact]
    public void Each_fault_of_a_board_breaks_the_rule_about_it()
    {
        Breaks("ends: order and layout", frame => frame.Kind == Protocol.DataKind ? Changed(frame, 9, 1) : frame);
        Breaks("block numbers", frame => frame.Kind == Protocol.DataKind && frame.Payload[0] == 3 ? Changed(frame, 0, 7) : frame);
        Breaks("no cells gives", frame => frame is { Kind: Protocol.ErrorKind } ? Changed(frame, 0, 1) : frame);
        Breaks("an unknown kind", frame => frame is { Kind: Protocol.ErrorKind } ? frame with { Tag = 0 } : frame);
        Breaks("a count that goes up by one", frame => frame.Kind == Protocol.HeartbeatKind ? Changed(frame, 1, frame.Payload[1]) : frame);
        Breaks("every period, busy 0", frame => frame.Kind == Protocol.HeartbeatKind ? Changed(frame, 0, 1) : frame);
        Breaks("features 0 gives DONE", frame => frame.Kind == Protocol.DoneKind ? Changed(frame, 2, 1) : frame);
        Breaks("features 0 gives DONE", frame => frame.Kind == Protocol.DoneKind ? Changed(frame, 0, 1) : frame);
        Breaks("per-cell: each feature has the bits of lab", frame => frame.Kind == Protocol.DataKind ? Changed(frame, 9, 1) : frame);
        Breaks("per-cell: noise on X above", frame => frame is { Kind: Protocol.ErrorKind } ? Changed(frame, 0, 1) : frame);
        Breaks("registers: order and layout", frame => frame.Kind == Protocol.DataKind ? Changed(frame, frame.Payload.Length - 1, 1) : frame);
        Breaks("registers: two jobs", frame => frame.Kind == Protocol.DataKind ? Changed(frame, frame.Payload.Length - 40, 1) : frame);
        Breaks("the greeting's fields", frame => frame.Kind == Protocol.GreetingKind ? Changed(frame, 20, 0xFF) : frame);
        Breaks("the greeting's fields", frame => frame.Kind == Protocol.GreetingKind ? Changed(frame, 13, 1) : frame);
        Breaks("a HELLO of another length", frame => frame is { Kind: Protocol.ErrorKind } ? Changed(frame, 0, 1) : frame);
        Breaks("answered in its turn", frame => frame is { Kind: Protocol.ErrorKind, Tag: 2 } ? frame with { Tag = 3 } : frame);
        Breaks("of a job that counts nothing", frame => frame.Kind == Protocol.DataKind ? Changed(frame, 2, 1) : frame);
        Breaks("S goes up to the largest drive", frame => frame.Kind == Protocol.DataKind ? Changed(frame, 4, 1) : frame);
        Breaks("votes without a readout", frame => frame.Kind == Protocol.DataKind ? Changed(frame, 2, 1) : frame);
        Breaks("charge is taken modulo", frame => frame.Kind == Protocol.DataKind ? Changed(frame, 4, 1) : frame);
        Breaks("per-cell: X or S beyond", frame => frame is { Kind: Protocol.ErrorKind } ? Changed(frame, 0, 1) : frame);
    }

    [DeviceFact]
    public void Of_a_board_that_never_greets_no_further_rule_is_tried()
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        Frame Short(Frame frame) => frame.Kind == Protocol.GreetingKind ? frame with { Payload = frame.Payload[..20] } : frame;
        using var probe = new Probe(new TamperingLink(device.Address.Open(), Short), Constants, null) { Patience = TimeSpan.FromSeconds(1) };
        var results = ConformanceSuite.Run(probe, CancellationToken.None).ToArray();
        Assert.Equal(2, results.Length);
        Assert.Equal((Verdict.Fail, "a greeting of 20 bytes, where 52 are due, came and no GREETING"), (results[1].Verdict, results[1].Seen));
        Assert.False(probe.IsGreeted);
    }

    private static void Breaks(string rule, Func<Frame, Frame> change)
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        using var probe = new Probe(new TamperingLink(device.Address.Open(), change), Constants, null) { Patience = Generous.Patience };
        probe.Hello();
        var broken = Assert.Throws<RuleBrokenException>(() =>
            ConformanceSuite.Rules.First(each => each.Name.Contains(rule, StringComparison.Ordinal))
            .Try(probe));
        Assert.NotEmpty(broken.Message);
    }

    private static Frame Changed(Frame frame, int at, byte change)
    {
        var payload = frame.Payload.ToArray();
        payload[at] ^= change;
        return frame with { Payload = payload };
    }
}
