using System.Globalization;

namespace FhnHw.Training.Data;

/// <summary>Classes in words.</summary>
internal static class LabelText
{
    private const int MostNames = 12;

    /// <summary>How many classes there are and which, where they are not 0, 1, 2 ... or where training or test images lack some.</summary>
    /// <param name="train">Images to train on.</param>
    /// <param name="test">Images to test on.</param>
    /// <param name="names">Names of the classes, or null.</param>
    public static string Of(ImageSet train, ImageSet test, IReadOnlyList<string>? names)
    {
        int[] all = [.. Enumerable.Range(0, train.Classes).Where(label => train.ClassCounts[label] + test.ClassCounts[label] > 0)];
        var count = Math.Max(all.Length, 1);
        var text = string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "class" : "classes")}");
        if (names is { Count: <= MostNames })
        {
            text += $" ({string.Join(", ", names)})";
        }
        else if (all.Length != train.Classes)
        {
            text += $" (labels {Ranges(all)})";
        }

        return text + Lacking(all, train, "to train on") + Lacking(all, test, "to test on");
    }

    /// <summary>Rising numbers in short: 0-4, 6, 8-9.</summary>
    public static string Ranges(IReadOnlyList<int> numbers)
    {
        var parts = new List<string>();
        for (var i = 0; i < numbers.Count; i++)
        {
            var first = numbers[i];
            while (i + 1 < numbers.Count && numbers[i + 1] == numbers[i] + 1)
            {
                i++;
            }

            parts.Add(first == numbers[i] ? $"{first}" : string.Create(CultureInfo.InvariantCulture, $"{first}-{numbers[i]}"));
        }

        return string.Join(", ", parts);
    }

    private static string Lacking(int[] all, ImageSet set, string use)
    {
        int[] lacking = [.. all.Where(label => set.ClassCounts[label] == 0)];
        return lacking.Length == 0 ? "" : $", none of {Ranges(lacking)} {use}";
    }
}
