using System.Text.RegularExpressions;

namespace FhnHw.Boards.Fpga;

/// <summary>The options of nextpnr that a board's file may give for its lanes: others run or write files.</summary>
internal static partial class RoutingOptions
{
    private static readonly string[] Names = ["--router", "--placer"];
    private static readonly string[] Numbers = ["--threads"];
    private static readonly string[] Alone = ["--parallel-refine", "--tmg-ripup"];

    /// <summary>All of them, for errors.</summary>
    public static string Forms =>
        string.Join(", ", [.. Names.Select(option => $"{option} NAME"), .. Numbers.Select(option => $"{option} N"), .. Alone]);

    /// <summary>True where a text, words with spaces between them, holds no others.</summary>
    public static bool AreKnown(string text)
    {
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        while (words.TryDequeue(out var option))
        {
            if (!Alone.Contains(option) && !(words.TryDequeue(out var value) && IsOf(option, value)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOf(string option, string value) =>
        (Names.Contains(option) && Name().IsMatch(value)) || (Numbers.Contains(option) && Number().IsMatch(value));

    [GeneratedRegex(@"^[a-z0-9]+\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[1-9][0-9]?\z")]
    private static partial Regex Number();
}
