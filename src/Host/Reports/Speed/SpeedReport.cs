using FhnHw.Host.Experiments.Growth;
using FhnHw.Host.Experiments.Peers;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Speed;

/// <summary>The report of <c>bench --peers</c> and <c>bench --scaling</c>.</summary>
internal static class SpeedReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="peers">fhnhw and its peers; null where they were not measured.</param>
    /// <param name="growth">How the time grows; null where it was not measured.</param>
    /// <param name="facts">Their provenance.</param>
    public static ReportPage Of(PeersResult? peers, GrowthResult? growth, IReadOnlyList<ReportFact> facts) => new(
        "Speed, beside what one would use instead", Paragraphs.Speed.Say("lead"), facts,
        [
            .. (peers?.Groups ?? []).Select(Section),
            .. peers is null ? (ReportSection[])[] : [Differences(peers)],
            .. growth is null ? (ReportSection[])[] : [Growth(growth)],
        ]);

    /// <summary>The name of a kind of work.</summary>
    public static string Title(PeerWork work) => work switch
    {
        PeerWork.Cells => "Cells",
        PeerWork.Votes => "Votes",
        PeerWork.Samples => "Samples",
        PeerWork.ResponseTable => "A new array's response table",
        PeerWork.ResponseTableInNewMemory => "A new array's response table in new memory",
        PeerWork.Traces => "Full traces",
        _ => "Training",
    };

    private static ReportSection Section(PeerGroup group) => new(Title(group.Work),
    [
        .. group.Rows.Count == 0 ? (ReportBlock[])[] : [new ReportFigure(SpeedFigure.Draw(group)), Table(SpeedTables.Of(group), Caption(group))],
        .. group.LeftOut.Select(peer => new ReportText($"Left out: {SpeedTables.Of(peer)}")),
    ]);

    private static string Caption(PeerGroup group) => group.Work switch
    {
        PeerWork.Cells => Paragraphs.Speed.Say("cells-table", ("task", group.Task), ("rounds", $"{group.Rounds}")),
        PeerWork.Votes or PeerWork.Samples or PeerWork.ResponseTable or PeerWork.ResponseTableInNewMemory =>
            Paragraphs.Speed.Say("features-table", ("task", group.Task), ("rounds", $"{group.Rounds}")),
        PeerWork.Traces => Paragraphs.Speed.Say("traces-table", ("task", group.Task), ("rounds", $"{group.Rounds}")),
        _ => Paragraphs.Speed.Say("training-table", ("task", group.Task), ("rounds", $"{group.Rounds}")),
    };

    private static ReportSection Differences(PeersResult peers) => new("What is equal and what is not",
        new ReportText(Paragraphs.Speed.Say("method")),
        new ReportText(peers.Cleared.Count == 0
            ? Paragraphs.Speed.Say("environment")
            : Paragraphs.Speed.Say("environment-cleared", ("names", string.Join(", ", peers.Cleared)))),
        new ReportTable(Paragraphs.Speed.Say("differences"), ["peer", "what it does"],
            [
                .. peers.Groups.SelectMany(group => group.Rows).Where(row => !row.IsOwn).DistinctBy(row => row.Name)
                    .Select(row => (IReadOnlyList<string>)[row.Name, row.Differs]),
            ]));

    private static ReportSection Growth(GrowthResult growth) => new("How the time grows",
    [
        Table(SpeedTables.Of(growth), Paragraphs.Speed.Say("growth-table", ("rounds", $"{growth.Rounds}"))),
        .. growth.Curves.Select(curve => new ReportFigure(GrowthFigure.Draw(curve))),
    ]);

    private static ReportTable Table(SpeedTable table, string caption) => new(caption, table.Head, table.Rows);
}
