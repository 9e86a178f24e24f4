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

    /// <summary>A table: one row a run, then mean and deviation.</summary>
    /// <param name="screen">Where it goes.</param>
    /// <param name="result">The runs.</param>
    /// <param name="title">What the first column holds.</param>
    /// <param name="name">What stands in it.</param>
    public static void Write(Screen screen, SeedsResult result, string title, Func<TrainResult, string> name)
    {
        var table = new Table().AddColumn(title);
        foreach (var row in result.Summary)
        {
            var of = row.Units == "tanh" ? $"{row.Images}, tanh units" : row.Images;
            _ = row.Units == "tanh" ? table.AddColumn($"{of} %") : table.AddColumn($"{of}, vote %").AddColumn($"{of}, mean %");
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

        Summary("mean", row => row.Vote, row => row.Mean);
        Summary("deviation", row => row.VoteDeviation, row => row.MeanDeviation);
        screen.Write(table);

        void Summary(string name, Func<SeedsRow, double> vote, Func<SeedsRow, double> mean) => table.AddRow(
            [name, .. result.Summary.SelectMany(row => row.Units == "tanh" ? [Percent(mean(row))] : new[] { Percent(vote(row)), Percent(mean(row)) })]);
    }

    private static string Percent(double value) => double.IsFinite(value) ? value.ToString("F2", CultureInfo.InvariantCulture) : "-";
}
