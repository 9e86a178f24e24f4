using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.CommandLine;

/// <summary>
/// Makes one sentence of what is wrong and of what mends it: an error of the lower layers names settings and actions, and the user reads which
/// options and commands of this program they are.
/// </summary>
internal static partial class Explanation
{
    /// <summary>The sentence of an error.</summary>
    public static string Of(Exception error) => Of(error.Message, error is IRemediable { Remedies: var remedies } ? remedies : []);

    /// <summary>
    /// The sentence of a message and its remedies, without an order to run what runs already: <c>x is too small; give a larger --x, or leave out --y.</c>
    /// </summary>
    public static string Of(string message, IReadOnlyList<Remedy> remedies)
    {
        remedies = [.. remedies.Where(remedy => remedy.Kind != RemedyKind.Action || !RunningCommand.IsIn(RemedyWords.Order(remedy)))];
        if (remedies.Count == 0)
        {
            return message;
        }

        string[] said = [.. remedies.Where(remedy => remedy.Kind == RemedyKind.AsSaid).SelectMany(RemedyWords.OptionsFor)];
        var orders = Orders(remedies.Where(remedy => remedy.Kind != RemedyKind.AsSaid));
        var begin = said.Length == 0 ? message.TrimEnd('.') : $"{message.TrimEnd('.')} with {Sentences.Choice(said)}";
        return orders.Count == 0 ? $"{begin}." : $"{begin}{(Advises(message) ? ", or " : "; ")}{Joined(orders)}.";
    }

    // Text in brackets, which may hold brackets, is a cause; semicolons in it separate no advice.
    private static bool Advises(string message) => InBrackets().Replace(message, "").Contains("; ", StringComparison.Ordinal);

    // Neighbouring remedies of one kind share a phrase, and "give" is said once for all options that are to be given.
    private static List<string> Orders(IEnumerable<Remedy> remedies)
    {
        var orders = new List<string>();
        var giving = false;
        foreach (var group in Runs(remedies))
        {
            var gives = group[0].Kind is RemedyKind.Other or RemedyKind.Larger or RemedyKind.Smaller or RemedyKind.Exactly;
            var verb = gives && !giving ? "give " : "";
            orders.AddRange(group[0].Kind == RemedyKind.Action ? group.Select(RemedyWords.Order) : [verb + Words(group)]);
            giving = gives;
        }

        return orders;
    }

    private static string Words(List<Remedy> group)
    {
        string[] options = [.. group.SelectMany(RemedyWords.OptionsFor)];
        return group[0].Kind switch
        {
            RemedyKind.Larger => $"a larger {Sentences.Choice(options)}",
            RemedyKind.Smaller => $"a smaller {Sentences.Choice(options)}",
            RemedyKind.Without => $"leave out {Sentences.Choice(options)}",
            RemedyKind.Exactly => string.Join(' ', group.Zip(options, (remedy, option) =>
                remedy.Value is { } value ? $"{option} {Convert.ToString(value, CultureInfo.InvariantCulture)}" : option)),
            _ => $"another {Sentences.Choice(options)}",
        };
    }

    private static string Joined(List<string> orders) =>
        orders.Count == 1 ? orders[0] : $"{string.Join(", ", orders.SkipLast(1))}, or {orders[^1]}";

    private static List<List<Remedy>> Runs(IEnumerable<Remedy> remedies)
    {
        var runs = new List<List<Remedy>>();
        foreach (var remedy in remedies)
        {
            if (runs.Count > 0 && runs[^1][0].Kind == remedy.Kind)
            {
                runs[^1].Add(remedy);
            }
            else
            {
                runs.Add([remedy]);
            }
        }

        return runs;
    }

    [GeneratedRegex(@"\((?:[^()]|\([^()]*\))*\)")]
    private static partial Regex InBrackets();
}
