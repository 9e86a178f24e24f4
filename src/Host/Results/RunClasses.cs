using System.Text.Json;
using System.Text.Json.Nodes;
using FhnHw.Host.Terminal;
using FhnHw.Training.Data;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Results;

/// <summary>What the classes of a run are called.</summary>
internal static class RunClasses
{
    /// <summary>The names, from class 0; null where the run's classes have numbers only, or its result is not there.</summary>
    public static IReadOnlyList<string>? Read(string folder)
    {
        try
        {
            return File.Exists(RunFolder.Result(folder)) && JsonNode.Parse(File.ReadAllText(RunFolder.Result(folder)))?["classNames"] is JsonArray names
                ? [.. names.Select(name => $"{name}")]
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Gives other images the run's class numbers, by the classes' names; where one side has none, a note says what is taken for what.</summary>
    /// <exception cref="Kernels.Errors.InvalidSettingException">An image is of a class that the run does not know.</exception>
    public static DataSet Fit(DataSet data, string folder, Screen screen)
    {
        var names = Read(folder);
        if (names is not null && data.ClassNames is not null)
        {
            return data.Renumbered(names);
        }

        if ((names ?? data.ClassNames) is { } one)
        {
            screen.Error.WriteLine(
                $"fhnhw: The {(names is null ? "run's" : "images'")} classes have numbers and the {(names is null ? "images'" : "run's")} have names; they are "
                    + $"taken as {string.Join(", ", one.Take(10).Select((name, label) => FormattableString.Invariant($"{label} {name}")))}"
                    + $"{(one.Count > 10 ? " and so on" : "")}.");
        }

        return data;
    }
}
