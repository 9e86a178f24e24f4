using System.Collections.Immutable;
using System.Globalization;

namespace FhnHw.Boards.Simulation;

/// <summary>What goes wrong on purpose in a simulated board (hdl/sim/faults.h).</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Clocks">Clocks of work after which it goes wrong.</param>
public sealed record SimulatorFault(string Kind, long Clocks = SimulatorFault.UsualClocks)
{
    /// <summary>Clocks of work where none are given: in the first job of most runs.</summary>
    public const long UsualClocks = 100_000;

    /// <summary>
    /// A reset; a bit flipped in X, Y or S of the first cell, or held in X; the greeting of another bitstream; a greeting with another number
    /// of cells; wrong numbers in right frames; nothing for a second; no heartbeats any more.
    /// </summary>
    public static ImmutableArray<string> Kinds { get; } =
        ["reset", "flip-x", "flip-y", "flip-s", "stuck-x", "stale", "greeting", "numbers", "stall", "mute"];

    /// <summary>What <see cref="TryParse"/> takes, for help texts and errors.</summary>
    public static string Forms { get; } = $"KIND or KIND@CLOCKS with a kind of {string.Join(", ", Kinds)}";

    /// <summary>True for a fault in the cells' memory, which is made in lanes of equal cells side by side alone.</summary>
    internal bool IsUpset => Kind is "flip-x" or "flip-y" or "flip-s" or "stuck-x";

    /// <summary>Reads <c>KIND</c> or <c>KIND@CLOCKS</c>; null for any other text.</summary>
    public static SimulatorFault? TryParse(string text)
    {
        var parts = text.Split('@');
        return !Kinds.Contains(parts[0]) ? null
            : parts.Length == 1 ? new SimulatorFault(parts[0])
            : parts.Length == 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var clocks)
                ? new SimulatorFault(parts[0], clocks)
                : null;
    }

    /// <summary>As <see cref="TryParse"/> takes it.</summary>
    public override string ToString() => Clocks == UsualClocks ? Kind : string.Create(CultureInfo.InvariantCulture, $"{Kind}@{Clocks}");
}
