using System.Globalization;
using FhnHw.Host.Experiments.Selftest;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>A self-test on the screen.</summary>
internal static class SelftestText
{
    /// <summary>One line a test.</summary>
    public static void Write(SelftestReport report, Screen screen)
    {
        var table = new Table().AddColumns("", "test", "result");
        foreach (var row in report.Rows)
        {
            table.AddRow(row.Good ? "PASS" : "FAIL", row.Name, Markup.Escape(row.Result));
        }

        screen.Write(table);
    }

    /// <summary>How a long self-test stands, in one line.</summary>
    public static string Line(SelftestTally tally) => string.Create(CultureInfo.InvariantCulture,
        $"{TimeSpan.FromSeconds(tally.Seconds):hh\\:mm\\:ss}  {tally.Runs} runs, {Compared(tally)}; {tally.DamagedFrames} damaged frames, "
        + $"{tally.Retries} retries, {tally.Reconnects} reconnects; {tally.WorkingSet >> 20} MB");

    /// <summary>The tally at the end.</summary>
    public static void Write(SelftestTally tally, Screen screen)
    {
        var table = new Table().AddColumns("tally", "");
        table.Columns[1].RightAligned();
        table.AddRow("time", TimeSpan.FromSeconds(tally.Seconds).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture));
        table.AddRow("runs of cells", Number(tally.Runs));
        table.AddRow("values compared with the normative step", tally.Values == 0 ? "none: it computes another one" : Number(tally.Values));
        table.AddRow("wrong values", tally.Values == 0 ? "–" : Number(tally.Wrong));
        table.AddRow("jobs", Number(tally.Jobs));
        table.AddRow("bytes to the board", Number(tally.BytesUp));
        table.AddRow("bytes from the board", Number(tally.BytesDown));
        table.AddRow("heartbeats", Number(tally.Heartbeats));
        table.AddRow("damaged frames", Number(tally.DamagedFrames));
        table.AddRow("retries", Number(tally.Retries));
        table.AddRow("reconnects", Number(tally.Reconnects));
        table.AddRow("replies out of balance", Number(tally.Unbalanced));
        table.AddRow("longest call", tally.LongestCall.ToString("0.00 s", CultureInfo.InvariantCulture));
        screen.Write(table);
    }

    private static string Compared(SelftestTally tally) =>
        tally.Values == 0 ? "nothing to compare with" : FormattableString.Invariant($"{tally.Values} values compared, {tally.Wrong} wrong");

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
