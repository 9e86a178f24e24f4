using System.Text;
using FhnHw.Host.Experiments.Growth;
using FhnHw.Host.Experiments.Peers;

namespace FhnHw.Host.Reports.Speed;

/// <summary>The tables of <c>bench --peers</c> and <c>bench --scaling</c> in Markdown, as docs/speed.md takes them over.</summary>
internal static class SpeedMarkdown
{
    /// <summary>The file in a report's folder.</summary>
    public static string File(string folder) => Path.Combine(folder, "tables.md");

    /// <summary>The whole text.</summary>
    /// <param name="peers">fhnhw and its peers; null where they were not measured.</param>
    /// <param name="growth">How the time grows; null where it was not measured.</param>
    /// <param name="source">Where and when it was measured, one line.</param>
    public static string Of(PeersResult? peers, GrowthResult? growth, string source)
    {
        var text = new StringBuilder($"{source}\n");
        foreach (var group in peers?.Groups ?? [])
        {
            text.Append($"\n**{SpeedReport.Title(group.Work)}**: {group.Task}; medians of {group.Rounds} rounds, in turns.\n\n");
            Write(SpeedTables.Of(group), text);
            foreach (var peer in group.LeftOut)
            {
                text.Append($"\nLeft out: {SpeedTables.Of(peer)}\n");
            }
        }

        if (growth is not null)
        {
            text.Append($"\n**How the time grows**: medians of {growth.Rounds} rounds, in turns.\n\n");
            Write(SpeedTables.Of(growth), text);
        }

        return text.ToString();
    }

    private static void Write(SpeedTable table, StringBuilder text)
    {
        Row(table.Head);
        Row([.. table.Head.Select((_, column) => table.Words.Contains(column) ? "---" : "---:")]);
        foreach (var row in table.Rows)
        {
            Row(row);
        }

        void Row(IReadOnlyList<string> cells) => text.Append($"| {string.Join(" | ", cells)} |\n");
    }
}
