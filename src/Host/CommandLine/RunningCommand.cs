using System.CommandLine;
using System.CommandLine.Parsing;

namespace FhnHw.Host.CommandLine;

/// <summary>The command that runs, so that its errors do not send the user to itself.</summary>
internal static class RunningCommand
{
    private static readonly AsyncLocal<string?> Name = new();

    /// <summary>Says that a command begins: <c>fhnhw board selftest</c>.</summary>
    public static void Begins(ParseResult parsed)
    {
        var names = new List<string>();
        for (var at = parsed.CommandResult; at.Parent is CommandResult parent; at = parent)
        {
            names.Insert(0, at.Command.Name);
        }

        Name.Value = $"fhnhw {string.Join(' ', names)}";
    }

    /// <summary>True where an order is to run the command that runs.</summary>
    /// <param name="order">Such as <c>run 'fhnhw board selftest tcp:here:1', which measures the line</c>.</param>
    public static bool IsIn(string order) => Name.Value is { } name && order.StartsWith($"run '{name} ", StringComparison.Ordinal);
}
