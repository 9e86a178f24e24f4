using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>What the classes of a set in one .npz file are called: its array <c>classes</c>, a word a class, from class 0.</summary>
internal static class ClassNames
{
    private const string Array = "classes";
    private const int Longest = 64; // characters; more would fill a line by itself

    /// <summary>The names; null where the file has no such array of words.</summary>
    /// <param name="file">The file.</param>
    /// <param name="classes">How many classes the labels make.</param>
    /// <exception cref="InvalidSettingException">There are more or fewer names than classes, or one cannot be used.</exception>
    public static IReadOnlyList<string>? In(NpzFile file, int classes)
    {
        if (file.Words(Array) is not { } names)
        {
            return null;
        }

        var place = $"The array '{Array}' of {file.Path}";
        if (names.Count != classes)
        {
            throw new InvalidSettingException(
                $"{place} has {names.Count} name{(names.Count == 1 ? "" : "s")} and the labels go from 0 to {classes - 1}; give {classes} names, one a class.");
        }

        if (names.FirstOrDefault(name => name.Trim().Length == 0 || name.Length > Longest || name.Any(char.IsControl)) is { } odd)
        {
            throw new InvalidSettingException(
                $"{place} has a name that cannot be shown, of class {names.Index().First(one => one.Item == odd).Index}; "
                    + $"give each class 1 to {Longest} characters in one line.");
        }

        return names.Distinct().Count() == names.Count
            ? names
            : throw new InvalidSettingException(
                $"{place} has the name {names.GroupBy(name => name).First(group => group.Count() > 1).Key} twice; give each class a name of its own.");
    }
}
