using System.Collections.Immutable;
using System.Globalization;

namespace FhnHw.Boards.Lines;

/// <summary>
/// Which faults a hostile line makes, and how often. Everything follows from the seed and from the bytes that pass, in whatever pieces they
/// come; only what lasts for a while is measured by a clock.
/// </summary>
public sealed class FaultPlan : IEquatable<FaultPlan>
{
    private static readonly ImmutableArray<(string Name, FaultKinds Kind, int Every)> Names =
    [
        ("flips", FaultKinds.Flips, 100_000), ("drops", FaultKinds.Drops, 100_000), ("repeats", FaultKinds.Repeats, 200_000),
        ("insertions", FaultKinds.Insertions, 200_000), ("swaps", FaultKinds.Swaps, 200_000), ("stalls", FaultKinds.Stalls, 200_000),
        ("slow", FaultKinds.Slow, 200_000), ("baud", FaultKinds.Baud, 400_000), ("half-open", FaultKinds.HalfOpen, 1_000_000),
        ("unplug", FaultKinds.Unplug, 500_000), ("greeting", FaultKinds.Greeting, 1), ("stale", FaultKinds.Stale, 1),
        ("sums", FaultKinds.Sums, 100), ("values", FaultKinds.Values, 1), ("busy", FaultKinds.Busy, 1), ("idle", FaultKinds.Idle, 1),
    ];

    private readonly ImmutableSortedDictionary<FaultKinds, int> _every;

    /// <summary>All that a run must survive, at the usual rates.</summary>
    /// <param name="seed">From which everything follows.</param>
    public FaultPlan(int seed) : this(seed, FaultKinds.Survivable)
    {
    }

    /// <summary>Some kinds of faults at the usual rates.</summary>
    /// <param name="seed">From which everything follows.</param>
    /// <param name="kinds">Which.</param>
    public FaultPlan(int seed, FaultKinds kinds)
        : this(seed, Names.Where(entry => kinds.HasFlag(entry.Kind)).ToImmutableSortedDictionary(entry => entry.Kind, entry => entry.Every))
    {
    }

    private FaultPlan(int seed, ImmutableSortedDictionary<FaultKinds, int> every)
    {
        Seed = seed;
        _every = every;
    }

    /// <summary>What <see cref="TryParse"/> takes, for help texts and errors.</summary>
    public static string Forms { get; } = $"SEED or SEED/KIND[=N],... with kinds {string.Join(", ", Names.Select(entry => entry.Name))}";

    /// <summary>From which everything follows.</summary>
    public int Seed { get; }

    /// <summary>The kinds of faults.</summary>
    public FaultKinds Kinds => _every.Keys.Aggregate(FaultKinds.None, (kinds, kind) => kinds | kind);

    /// <summary>
    /// The mean number of bytes of one direction from a fault to the next of its kind; of faults of whole frames the number of frames. 0 for a
    /// kind that is not made.
    /// </summary>
    public int Every(FaultKinds kind) => _every.GetValueOrDefault(kind);

    /// <summary>A kind of fault on the command line.</summary>
    public static string NameOf(FaultKinds kind) => Names.First(entry => entry.Kind == kind).Name;

    /// <summary>The same plan with a kind of fault as often as is said.</summary>
    public FaultPlan With(FaultKinds kind, int every) => new(Seed, _every.SetItem(kind, every));

    /// <summary>Reads <c>SEED</c>, <c>SEED/flips,unplug</c> or <c>SEED/flips=5000,unplug</c>; null for any other text.</summary>
    public static FaultPlan? TryParse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new FaultPlan(seed);
        }

        var plan = new FaultPlan(seed, FaultKinds.None);
        foreach (var word in parts[1].Split(','))
        {
            var named = Names.FirstOrDefault(entry => entry.Name == word.Split('=')[0]);
            if (named.Name is null || (Rate(word) ?? named.Every) is < 1 and var every)
            {
                return null;
            }

            plan = plan.With(named.Kind, Rate(word) ?? named.Every);
        }

        return plan;
    }

    /// <summary>The first word of a plan that is no kind of fault; null where there is none, or where the text is no plan for another reason.</summary>
    public static string? UnknownKind(string text) => text.Split('/') is [_, var kinds]
        ? kinds.Split(',').Select(word => word.Split('=')[0]).FirstOrDefault(word => Names.All(entry => entry.Name != word))
        : null;

    /// <summary>All kinds of faults, for errors.</summary>
    public static string KindForms { get; } = string.Join(", ", Names[..^1].Select(entry => entry.Name)) + $" or {Names[^1].Name}";

    /// <summary>Equal where seed, kinds and rates are.</summary>
    public bool Equals(FaultPlan? other) => other?.ToString() == ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FaultPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As <see cref="TryParse"/> takes it.</summary>
    public override string ToString()
    {
        var kinds = Names.Where(entry => Every(entry.Kind) > 0)
            .Select(entry => Every(entry.Kind) == entry.Every ? entry.Name : string.Create(CultureInfo.InvariantCulture, $"{entry.Name}={Every(entry.Kind)}"));
        var text = string.Join(',', kinds);
        var seed = Seed.ToString(CultureInfo.InvariantCulture);
        return text == string.Join(',', Names.Where(entry => FaultKinds.Survivable.HasFlag(entry.Kind)).Select(entry => entry.Name))
            ? seed
            : $"{seed}/{text}";
    }

    // What stands behind the equals sign; null where there is none, 0 where it is no number.
    private static int? Rate(string word) => word.Split('=', 2) is [_, var rate]
        ? int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out var every) ? every : 0
        : null;
}
