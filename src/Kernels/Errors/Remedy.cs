using System.Globalization;

namespace FhnHw.Kernels.Errors;

/// <summary>What to do with a setting.</summary>
public enum RemedyKind
{
    /// <summary>The message says already which values are accepted.</summary>
    AsSaid,

    /// <summary>Another value.</summary>
    Other,

    /// <summary>A larger value.</summary>
    Larger,

    /// <summary>A smaller value.</summary>
    Smaller,

    /// <summary>The setting is left at its default, or switched off.</summary>
    Without,

    /// <summary>The remedy's value; several in a row are set together.</summary>
    Exactly,

    /// <summary>No setting: an action of <see cref="RemedyAction"/>.</summary>
    Action,
}

/// <summary>One way to mend an error. The name is a constant in the code, so that a test can check that the program has words for each.</summary>
public sealed record Remedy
{
    private Remedy(string name, RemedyKind kind) => (Name, Kind) = (name, kind);

    /// <summary>A setting by its name in the code, such as <c>nameof(CellFormat.WordBits)</c>, or an action of <see cref="RemedyAction"/>.</summary>
    public string Name { get; }

    /// <summary>What to do with the setting.</summary>
    public RemedyKind Kind { get; }

    /// <summary>The value to set, or what the action is done with; null where there is none.</summary>
    public object? Value { get; private init; }

    /// <summary>A value that the message names.</summary>
    public static Remedy AsSaid(string setting) => new(setting, RemedyKind.AsSaid);

    /// <summary>Another value.</summary>
    public static Remedy Other(string setting) => new(setting, RemedyKind.Other);

    /// <summary>A larger value.</summary>
    public static Remedy Larger(string setting) => new(setting, RemedyKind.Larger);

    /// <summary>A smaller value.</summary>
    public static Remedy Smaller(string setting) => new(setting, RemedyKind.Smaller);

    /// <summary>The setting left out.</summary>
    public static Remedy Without(string setting) => new(setting, RemedyKind.Without);

    /// <summary>The value that follows by <see cref="With"/>; for a switch, none.</summary>
    public static Remedy Exactly(string setting) => new(setting, RemedyKind.Exactly);

    /// <summary>An action.</summary>
    /// <param name="action">One of <see cref="RemedyAction"/>.</param>
    public static Remedy Do(string action) => new(action, RemedyKind.Action);

    /// <summary>The same with a value.</summary>
    public Remedy With(object value) => this with { Value = value };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Name} {Value}").TrimEnd();
}
