using System.Globalization;
using FhnHw.Host.Experiments.Growth;
using FhnHw.Host.Experiments.Peers;

namespace FhnHw.Host.Reports.Speed;

/// <summary>A table as the screen, the page and the Markdown file show it.</summary>
/// <param name="Head">Names of the columns.</param>
/// <param name="Rows">Cells, as many as columns.</param>
/// <param name="Words">The columns that hold words; the others hold numbers.</param>
internal sealed record SpeedTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<int> Words);

/// <summary>Speeds as tables.</summary>
internal static class SpeedTables
{
    /// <summary>A kind of work: a row a contender, with how many times its speed each of fhnhw's own has.</summary>
    public static SpeedTable Of(PeerGroup group) => new(
        ["", WorkUnits.Of(group.Work), "slowest to fastest", .. group.Own.Select(own => $"{own.Name} over it"), "cores", "start s", "what"],
        [.. group.Rows.Select(row => (IReadOnlyList<string>)
        [
            row.Name, Rate(group.Work, row.PerSecond), $"{Rate(group.Work, row.Slowest)} to {Rate(group.Work, row.Fastest)}",
            .. group.Own.Select(own => own == row ? "1" : Times(own.Over(row))),
            Text($"{row.Threads}"), Text($"{row.StartSeconds:0.0}"), row.Share.Length == 0 ? row.Versions : $"{row.Versions}; {row.Share}",
        ])],
        [0, 5 + group.Own.Count]);

    /// <summary>How the time grows: a row a curve.</summary>
    public static SpeedTable Of(GrowthResult growth) => new(
        ["what grows", "from", "to", "smallest s", "largest s", "slope", "slope of the last ten-fold", "in proportion from", "work"],
        [.. growth.Curves.Select(curve => (IReadOnlyList<string>)
        [
            curve.Name, Text($"{curve.Points[0].Size}"), Text($"{curve.Points[^1].Size}"),
            Text($"{curve.Points[0].Seconds:0.000000}"), Text($"{curve.Points[^1].Seconds:0.0000}"), Text($"{curve.Slope:0.00}"),
            Text($"{curve.LastSlope:0.00}"), curve.LinearFrom is { } size ? Text($"{size}") : "nowhere", curve.Work,
        ])],
        [0, 8]);

    /// <summary>A peer that was not measured, in one sentence.</summary>
    public static string Of(LeftOut peer) =>
        peer.Install is { } install ? $"{peer.Name}: {peer.Reason}; install it with '{install}'." : $"{peer.Name} {peer.Reason}.";

    private static string Rate(PeerWork work, double perSecond) => WorkUnits.Speed(work, perSecond) switch
    {
        >= 1000 and var large => Text($"{large:0}"),
        >= 10 and var some => Text($"{some:0.0}"),
        >= 0.1 and var few => Text($"{few:0.00}"),
        var little => Text($"{little:0.00000}"),
    };

    private static string Times(double ratio) => ratio >= 10 ? Text($"{ratio:0}") : Text($"{ratio:0.00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
