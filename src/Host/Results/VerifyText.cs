using System.Globalization;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>What <c>verify</c> tells people.</summary>
internal static class VerifyText
{
    /// <summary>Says what is compared.</summary>
    /// <param name="devices">A and B.</param>
    /// <param name="settings">What both are made for.</param>
    /// <param name="replaced">The name of a simulated board whose lanes are not the board's own modules; null where there is none.</param>
    /// <param name="screen">Where it goes.</param>
    public static void WriteDevices(IReadOnlyList<ArrayDescription> devices, ArraySettings settings, DeviceName? replaced, Screen screen)
    {
        screen.Text.WriteLine($"A  {devices[0]}");
        screen.Text.WriteLine($"B  {devices[1]}");
        var cells = settings.HasPerCellParameters ? $" on each of {Plain(settings.Cells)} cells" : "";
        screen.Text.WriteLine($"{Plain(settings.Codes.Count)} codes{cells}, {Plain(settings.Window.TotalSteps)} steps each");
        if (replaced is not null)
        {
            screen.Text.WriteLine($"{replaced} computes its lanes by hdl/sim, not by hdl/rtl's fhn_lanes.v and what is in it; sim:rtl has hdl/rtl's own.");
        }

        screen.Text.WriteLine();
        screen.Text.Flush();
    }

    /// <summary>Says what came out.</summary>
    public static void Write(EqualityReport report, Screen screen)
    {
        var table = new Table().AddColumns("check", "values", "different");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var finding in report.Findings)
        {
            table.AddRow(Markup.Escape(finding.Name), Count(finding.Values), Count(finding.Different));
        }

        screen.Write(table);
        screen.Text.WriteLine();
        if (report.FirstDifference is { } first)
        {
            screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"First difference: {first.Check}, cell {first.Cell} (I = {first.Current:0.######}), step {first.Step}: "
                + $"expected {first.Expected}, got {first.Got}."));
            WriteAround(report.Around, screen);
        }

        screen.Text.WriteLine(report.Equal ? "Bit-exact." : "NOT bit-exact.");
    }

    private static void WriteAround(TraceExcerpt? around, Screen screen)
    {
        if (around is null)
        {
            return;
        }

        var table = new Table().AddColumns("step", "expected X", "got X", "");
        for (var row = 0; row < around.Expected.Length; row++)
        {
            var (expected, got) = (around.Expected[row], around.Got[row]);
            table.AddRow(Plain(around.FirstStep + row), Plain(expected), Plain(got), expected == got ? "" : "<");
        }

        foreach (var column in table.Columns.Take(3))
        {
            column.RightAligned();
        }

        screen.Write(table);
        screen.Text.WriteLine();
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
