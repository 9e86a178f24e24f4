using System.Globalization;

namespace FhnHw.Tests.Simulation;

/// <summary>The options of tools/soak, without --board.</summary>
/// <param name="Seeds">How many seeds; without end where only minutes are given.</param>
/// <param name="From">The first seed.</param>
/// <param name="Minutes">The longest time.</param>
/// <param name="Replay">A seed to run alone, with all that happens; null for many.</param>
/// <param name="First">Ends at the first problem.</param>
/// <param name="Mutants">Tries the mutants instead.</param>
internal sealed record Options(long Seeds, long From, double Minutes, long? Replay, bool First, bool Mutants)
{
    /// <summary>Reads them; null where something is not known.</summary>
    public static Options? Of(string[] arguments)
    {
        (long? seeds, var from, double? minutes, long? replay, var first, var mutants) = (null, 1L, null, null, false, false);
        for (var n = 0; n < arguments.Length; n++)
        {
            var value = n + 1 < arguments.Length ? arguments[n + 1] : "";
            switch (arguments[n])
            {
                case "--seeds" when Whole(value) is > 0 and var count: seeds = count; break;
                case "--from" when Whole(value) is { } start: from = start; break;
                case "--replay" when Whole(value) is { } one: replay = one; break;
                case "--minutes" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var most) && most > 0: minutes = most; break;
                case "--first": first = true; continue;
                case "--mutants": mutants = true; continue;
                default: return null;
            }

            n++;
        }

        return new Options(seeds ?? (minutes is null ? 1000 : long.MaxValue), from, minutes ?? 1e6, replay, first, mutants);
    }

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
