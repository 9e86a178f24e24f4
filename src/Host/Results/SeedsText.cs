using System.Globalization;
using FhnHw.Host.Experiments.Seeds;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>The runs of several seeds for people.</summary>
internal static class SeedsText
{
    /// <summary>A table: one row a seed, then mean and deviation.</summary>
    public static void Write(Screen screen, SeedsResult result) =>
        Write(screen, result, "seed", run => $"{run.Configuration.Training.Seed}");

    /// <summary>A table: one row a chip, then mean and deviation of those that the network was not trained on.</summary>
    public static void WriteChips(Screen screen, SeedsResult result) => Write(
        screen, result, "chip (--cells-seed)",
        run => run.Configuration.Array.Imperfections.Seed is var chip && chip == result.TrainedOnChip ? $"{chip}, trained on this chip" : $"{chip}",
        result.TrainedOnChip is null ? "" : " of the other chips");

    private static void Write(Screen screen, SeedsResult result, string title, Func<TrainResult, string> name, string of = "")
    {
        var table = new Table().AddColumn(title);
        foreach (var row in result.Summary)
        {
            var kind = row.Units == "tanh" ? $"{row.Images}, tanh units" : row.Images;
            _ = row.Units == "tanh" ? table.AddColumn($"{kind} %") : table.AddColumn($"{kind}, vote %").AddColumn($"{kind}, mean %");
        }

        foreach (var run in result.Seeds)
        {
            table.AddRow(
            [
                name(run),
                .. run.Accuracies.SelectMany(row => new[] { Percent(row.Accuracy.Vote), Percent(row.Accuracy.Mean) }),
                .. run.Baseline?.Accuracies.Select(row => Percent(row.Accuracy.Mean)) ?? [],
            ]);
        }

        Summary($"mean{of}", row => row.Vote, row => row.Mean);
        Summary($"deviation{of}", row => row.VoteDeviation, row => row.MeanDeviation);
        screen.Write(table);

        void Summary(string name, Func<SeedsRow, double> vote, Func<SeedsRow, double> mean) => table.AddRow(
            [name, .. result.Summary.SelectMany(row => row.Units == "tanh" ? [Percent(mean(row))] : new[] { Percent(vote(row)), Percent(mean(row)) })]);
    }

    private static string Percent(double value) => double.IsFinite(value) ? value.ToString("F2", CultureInfo.InvariantCulture) : "-";
}
