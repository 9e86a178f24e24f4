using System.Text.RegularExpressions;

namespace FhnHw.Boards.Fpga;

/// <summary>The options of nextpnr that a board's file may give for its lanes: others run or write files.</summary>
internal static partial class RoutingOptions
{
    private static readonly string[] WithName = ["--router", "--placer", "--threads"];
    private static readonly string[] Alone = ["--parallel-refine", "--tmg-ripup"];

    /// <summary>All of them, for errors.</summary>
    public static string Forms => string.Join(", ", [.. WithName.Select(option => $"{option} {(option == "--threads" ? "N" : "NAME")}"), .. Alone]);

    /// <summary>True where a text, words with spaces between them, holds no others.</summary>
    public static bool AreKnown(string text)
    {
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        while (words.TryDequeue(out var word))
        {
            var isKnown = WithName.Contains(word) ? words.TryDequeue(out var name) && Name().IsMatch(name) : Alone.Contains(word);
            if (!isKnown)
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^[a-z0-9]+\z")]
    private static partial Regex Name();
}
