using System.Globalization;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>What <c>bench</c> tells people.</summary>
internal static class BenchText
{
    /// <summary>Writes it.</summary>
    public static void Write(BenchResult result, Screen screen)
    {
        var others = result.Rows.FirstOrDefault(row => row.Cells != "ideal")?.Cells;
        var table = new Table().AddColumns("device", "kernel", "gives back", "G neuron-steps/s", "cells", "median s", "spread");
        foreach (var column in table.Columns.Skip(3))
        {
            column.RightAligned();
        }

        foreach (var row in result.Rows)
        {
            table.AddRow(
                row.Device, Markup.Escape(row.Kernel), row.Cells == "ideal" ? row.Feature : $"{row.Feature}, imperfect",
                Number(row.NeuronStepsPerSecond / 1e9, "0.00"), Number(row.Runs, "0"),
                Number(row.MedianSeconds, "0.000"), $"{Number(row.FastestSeconds, "0.000")} to {Number(row.SlowestSeconds, "0.000")}");
        }

        screen.Write(table);
        screen.Text.WriteLine();
        screen.Text.WriteLine(
            $"{result.Provenance.Machine.Processor}, {result.Machine.Cores} cores"
            + (result.Machine.Load is { } load ? $", load {Number(load, "0.00")} at the start" : "")
            + (result.Machine.IsBusy ? ": busy, so these speeds are too low" : "") + ".");
        if (others is not null)
        {
            screen.Text.WriteLine($"imperfect: {others}.");
        }

        screen.Text.WriteLine(
            "response table: a new array that runs every current code, as a training run pays once; /kept: the same in the memory of the trace before.");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
