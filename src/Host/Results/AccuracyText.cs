using System.Globalization;
using FhnHw.Host.Terminal;
using FhnHw.Training.Learning;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>Accuracies for people.</summary>
internal static class AccuracyText
{
    /// <summary>The accuracies of a trained network.</summary>
    public static void Write(Screen screen, TrainResult result) => Write(screen,
    [
        ("test", result.Test),
        .. (result.NoisyTest is { } noisy ? [("test, noisy layers", noisy)] : ((string, Accuracy)[])[]),
        ("train", result.Train),
    ]);

    /// <summary>A table: one row a set, vote, mean, and each class by vote.</summary>
    public static void Write(Screen screen, params IReadOnlyList<(string Name, Accuracy Accuracy)> rows)
    {
        var table = new Table().AddColumn("").AddColumn("accuracy, vote %").AddColumn("accuracy, mean %");
        for (var c = 0; c < rows[0].Accuracy.PerClass.Length; c++)
        {
            table.AddColumn($"{c}");
        }

        foreach (var (name, accuracy) in rows)
        {
            table.AddRow([name, Percent(accuracy.Vote, 2), Percent(accuracy.Mean, 2), .. accuracy.PerClass.Select(value => Percent(value, 1))]);
        }

        screen.Write(table);
    }

    private static string Percent(double value, int digits) =>
        double.IsNaN(value) ? "-" : value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
