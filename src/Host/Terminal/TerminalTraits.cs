namespace FhnHw.Host.Terminal;

/// <summary>What the two output streams are, which decides how text is laid out.</summary>
/// <param name="OutputIsTerminal">Standard output is a terminal that takes colours and lines.</param>
/// <param name="ErrorIsTerminal">Standard error is a terminal that takes a moving progress bar.</param>
/// <param name="Width">Columns of the terminal.</param>
internal sealed record TerminalTraits(bool OutputIsTerminal, bool ErrorIsTerminal, int Width)
{
    /// <summary>Columns taken where there is no terminal.</summary>
    public const int PlainWidth = 100;

    /// <summary>Columns that every text is laid out for at least; a narrower terminal breaks its lines itself.</summary>
    public const int LeastWidth = 40;

    /// <summary>Columns beyond which a line of prose is tiring to read.</summary>
    public int WidestText { get; init; } = 120;

    /// <summary>Plain lines on both streams.</summary>
    public static TerminalTraits Plain { get; } = new(false, false, PlainWidth);

    /// <summary>What this process was started with. NO_COLOR and TERM=dumb ask for plain lines.</summary>
    public static TerminalTraits OfProcess()
    {
        var wanted = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var output = wanted && !Console.IsOutputRedirected;
        var error = wanted && !Console.IsErrorRedirected;
        return new TerminalTraits(output, error, output || error ? ConsoleWidth() : PlainWidth);
    }

    private static int ConsoleWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : PlainWidth;
        }
        catch (IOException)
        {
            return PlainWidth;
        }
    }
}
