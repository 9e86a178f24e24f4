using System.Globalization;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Which classes a table or figure shows: all where they are few, else those that have images.</summary>
internal static class ShownClasses
{
    /// <summary>More classes than this do not fit side by side.</summary>
    public const int Few = 20;

    /// <summary>What a class is called: its name, or its number where it has none.</summary>
    /// <param name="label">The class.</param>
    /// <param name="names">Names by label, or null.</param>
    public static string Name(int label, IReadOnlyList<string>? names) =>
        label < names?.Count && names[label] is { Length: > 0 } name ? name : label.ToString(CultureInfo.InvariantCulture);

    /// <summary>A class as a sentence has it: <c>circle</c>, or <c>class 7</c> where it has a number only.</summary>
    /// <param name="label">The class.</param>
    /// <param name="names">Names by label, or null.</param>
    public static string Said(int label, IReadOnlyList<string>? names) =>
        label < names?.Count && names[label] is { Length: > 0 } name ? name : $"class {label}";

    /// <summary>The classes, rising.</summary>
    /// <param name="perClass">Values of each series, one a class; NaN for a class without images.</param>
    public static int[] Of(IEnumerable<double[]> perClass)
    {
        double[][] series = [.. perClass];
        var classes = series.Max(values => values.Length);
        return [.. Enumerable.Range(0, classes).Where(
            label => classes <= Few || series.Any(values => label < values.Length && double.IsFinite(values[label])))];
    }
}
