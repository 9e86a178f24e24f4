using FhnHw.Host.Terminal;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Results;

/// <summary>Accuracies for people.</summary>
internal static class AccuracyText
{
    /// <summary>A table: one row a set, vote, mean, and each class by vote.</summary>
    public static void Write(Screen screen, params IReadOnlyList<(string Name, Accuracy Accuracy)> rows) => ClassTable.Write(
        screen, ["", "accuracy, vote %", "accuracy, mean %"],
        [
            .. rows.Select(row => (
                new[] { row.Name, ClassTable.Percent(row.Accuracy.Vote, 2), ClassTable.Percent(row.Accuracy.Mean, 2) }, row.Accuracy.PerClass)),
        ]);
}
