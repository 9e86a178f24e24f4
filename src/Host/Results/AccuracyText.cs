using FhnHw.Host.Terminal;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Results;

/// <summary>Accuracies for people.</summary>
internal static class AccuracyText
{
    /// <summary>A table: one row a set, vote, mean, and each class by vote.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="names">What the classes are called; null for their numbers.</param>
    /// <param name="rows">The sets.</param>
    public static void Write(Screen screen, IReadOnlyList<string>? names, params IReadOnlyList<NamedAccuracy> rows) => ClassTable.Write(
        screen, ["", "accuracy, vote %", "accuracy, mean %"],
        [
            .. rows.Select(row => (
                new[] { row.Name, ClassTable.Percent(row.Accuracy.Vote, 2), ClassTable.Percent(row.Accuracy.Mean, 2) }, row.Accuracy.PerClass)),
        ],
        names);
}
