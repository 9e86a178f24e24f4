using System.Text;

namespace FhnHw.Host.Reports.Sweep;

/// <summary>The results of a sweep as one table, for pandas, R and spreadsheets: comma, point, quotes where a value has either (RFC 4180).</summary>
internal static class SweepCsv
{
    /// <summary>The whole file.</summary>
    public static string Write(IReadOnlyList<SweepRow> rows)
    {
        var text = new StringBuilder().AppendJoin(',', SweepColumn.All.Select(column => column.Name)).Append('\n');
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Cells.Select(Field)).Append('\n');
        }

        return text.ToString();
    }

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
