using System.Globalization;
using FhnHw.Host.Experiments.Growth;
using FhnHw.Host.Experiments.Peers;
using FhnHw.Host.Reports.Speed;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>What <c>bench --peers</c> and <c>bench --scaling</c> tell people.</summary>
internal static class SpeedText
{
    /// <summary>Writes it.</summary>
    public static void Write(SpeedJson result, Screen screen)
    {
        foreach (var group in result.Peers?.Groups ?? [])
        {
            Write(group, screen);
        }

        if (result.Growth is { } growth)
        {
            Write(growth, screen);
        }

        screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Provenance.Machine.Processor}, {result.Machine.Cores} cores{result.Machine.Words()}."));
        if (result.Peers is { Cleared: { Count: > 0 } cleared })
        {
            screen.Text.WriteLine($"Peers were started without {string.Join(", ", cleared)}, so that their libraries choose for themselves.");
        }
    }

    private static void Write(PeerGroup group, Screen screen)
    {
        screen.Text.WriteLine($"{group.Task}; medians of {group.Rounds} rounds, in turns.");
        Write(SpeedTables.Of(group), screen);
        foreach (var peer in group.LeftOut)
        {
            screen.Text.WriteLine($"left out: {SpeedTables.Of(peer)}");
        }

        screen.Text.WriteLine();
    }

    private static void Write(GrowthResult growth, Screen screen)
    {
        screen.Text.WriteLine($"How the time grows; medians of {growth.Rounds} rounds, in turns.");
        Write(SpeedTables.Of(growth), screen);
        screen.Text.WriteLine();
    }

    private static void Write(SpeedTable source, Screen screen)
    {
        var table = new Table().AddColumns([.. source.Head]);
        foreach (var (column, index) in table.Columns.Select((column, index) => (column, index)))
        {
            _ = source.Words.Contains(index) ? column : column.RightAligned();
        }

        foreach (var row in source.Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        screen.Write(table);
    }
}
