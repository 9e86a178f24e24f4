using FhnHw.Host.Experiments.Growth;
using FhnHw.Host.Experiments.Peers;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Speed;

namespace FhnHw.Host.Tests.Reports;

public class SpeedReportTests
{
    private static readonly PeersResult Peers = new(
        [
            new PeerGroup(PeerWork.Cells, "neuron-steps", "Some cells", 2,
                [Row("cpu", true, 4e9, 0.5, 1), Row("numpy", false, 4e9, 8, 8)], [new LeftOut("scipy", "is not there", "sudo apt-get install python3-scipy")]),
            new PeerGroup(PeerWork.Training, "images", "An epoch", 2, [Row("train", true, 60_000, 0.5, 0.5)], []),
        ], ["OPENBLAS_CORETYPE"], "built-in digits", 12);

    private static readonly GrowthResult Growth = new(
        [new GrowthCurve("hidden cells", "An epoch", [new(10, 0.02, 0.01, 0.03), new(100, 0.2, 0.1, 0.3), new(1000, 2, 1, 3)])], 2, 5);

    /// <summary>A page with all kinds of work.</summary>
    internal static ReportPage Page { get; } = SpeedReport.Of(
        Peers with
        {
            Groups = [.. Peers.Groups, Other(PeerWork.Votes), Other(PeerWork.Samples), Other(PeerWork.ResponseTable), Other(PeerWork.Traces)],
        },
        Growth, []);

    private static PeerGroup Other(PeerWork work) => new(work, "bytes", $"{work}", 2, [Row("cpu", true, 1e9, 0.5, 1)], []);

    [Fact]
    public void Every_kind_of_work_and_every_curve_has_its_figure()
    {
        var page = SpeedReport.Of(Peers, Growth, []);
        Assert.Equal(["speed-cells", "speed-training", "growth-hidden-cells"], page.Figures.Select(figure => figure.Name));
        var html = HtmlWriter.Write(page);
        Assert.Contains("Left out: scipy: is not there; install it with", html);
        Assert.Contains("OPENBLAS_CORETYPE", html);
        Assert.Contains("In proportion from 10 hidden cells on", html);
    }

    [Fact]
    public void A_peer_of_several_tables_is_told_once()
    {
        var group = Peers.Groups[0];
        var html = HtmlWriter.Write(SpeedReport.Of(Peers with { Groups = [group, group with { Work = PeerWork.Votes }] }, null, []));
        Assert.Equal(2, html.Split("It is another.").Length);
    }

    [Fact]
    public void Either_part_may_be_missing()
    {
        Assert.Single(SpeedReport.Of(null, Growth, []).Figures);
        Assert.Equal(2, SpeedReport.Of(Peers, null, []).Figures.Count());
    }

    [Fact]
    public void Tables_in_Markdown_have_the_medians_and_the_ratios_of_the_rounds()
    {
        var lines = SpeedMarkdown.Of(Peers, Growth, "Here.").Split('\n');
        Assert.Equal("Here.", lines[0]);
        Assert.Contains("|  | G neuron-steps/s | slowest to fastest | cpu over it | cores | start s | what |", lines);
        Assert.Contains("| cpu | 5.33 | 4.00 to 8.00 | 1 | 1 | 0.0 | cpu 1.0 |", lines);
        Assert.Contains("| numpy | 0.50 | 0.50 to 0.50 | 12 | 1 | 0.0 | numpy 1.0 |", lines);
        Assert.Contains("| hidden cells | 10 | 1000 | 0.020000 | 2.0000 | 1.00 | 1.00 | 10 | An epoch |", lines);
    }

    private static PeerRow Row(string name, bool own, double amount, params double[] seconds) =>
        new(name, own, $"{name} 1.0", 1, amount, "", 1, seconds, 0, new WorkChecks(), own ? "" : "It is another.");
}
