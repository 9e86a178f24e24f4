using FhnHw.Host.Terminal;

namespace FhnHw.Host.Checks;

/// <summary>Looks at the terminal.</summary>
internal static class TerminalChecks
{
    /// <summary>How output is laid out.</summary>
    public static Finding Run(Screen screen) =>
        Finding.Good("output", screen.IsRich ? $"a terminal of {screen.Width} columns" : "plain lines (no terminal, or NO_COLOR is set)");
}
