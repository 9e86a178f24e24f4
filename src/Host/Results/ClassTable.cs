using System.Globalization;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>Accuracies with those of each class: beside them where the classes are few, else in a second table with a row a class.</summary>
internal static class ClassTable
{
    /// <summary>Writes it.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="heads">Heads of the columns before those of the classes; the first names the rows.</param>
    /// <param name="rows">What stands in these columns, and the accuracy of each class, percent: empty for none, NaN without images.</param>
    /// <param name="names">What the classes are called, by label; null for their numbers.</param>
    public static void Write(
        Screen screen, string[] heads, IReadOnlyList<(string[] Cells, double[] PerClass)> rows, IReadOnlyList<string>? names = null)
    {
        var classes = ShownClasses.Of(rows.Select(row => row.PerClass));
        var beside = rows.Max(row => row.PerClass.Length) <= ShownClasses.Few;
        var table = new Table().AddColumns(heads).AddColumns(beside ? [.. classes.Select(label => Markup.Escape(ShownClasses.Name(label, names)))] : []);
        foreach (var (cells, perClass) in rows)
        {
            table.AddRow([.. cells, .. beside && perClass.Length > 0 ? classes.Select(label => Percent(perClass, label)) : []]);
        }

        screen.Write(table);
        if (beside)
        {
            return;
        }

        var measured = rows.Where(row => row.PerClass.Length > 0).ToArray();
        var second = new Table().AddColumns(["class, vote %", .. measured.Select(row => row.Cells[0])]);
        foreach (var label in classes)
        {
            second.AddRow([Markup.Escape(ShownClasses.Name(label, names)), .. measured.Select(row => Percent(row.PerClass, label))]);
        }

        screen.Write(second);
    }

    /// <summary>Percent in words; a dash for none.</summary>
    public static string Percent(double value, int digits) =>
        double.IsNaN(value) ? "-" : value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    private static string Percent(double[] perClass, int label) => Percent(label < perClass.Length ? perClass[label] : double.NaN, 1);
}
