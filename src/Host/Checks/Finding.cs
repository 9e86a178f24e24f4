namespace FhnHw.Host.Checks;

/// <summary>The state of something that doctor checks.</summary>
internal enum Health
{
    /// <summary>In place.</summary>
    Good,

    /// <summary>Not in place, and runs go on without it.</summary>
    Missing,

    /// <summary>A run needs it, and it is broken.</summary>
    Broken,
}

/// <summary>One thing that <c>doctor</c> looked at.</summary>
/// <param name="Name">What, a word or two.</param>
/// <param name="Health">How it stands.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Mend">What to do, where it is not good.</param>
internal sealed record Finding(string Name, Health Health, string Detail, string? Mend = null)
{
    /// <summary>In place.</summary>
    public static Finding Good(string name, string detail) => new(name, Health.Good, detail);

    /// <summary>Not in place; runs go on without it.</summary>
    public static Finding Missing(string name, string detail, string mend) => new(name, Health.Missing, detail, mend);

    /// <summary>Broken, and needed.</summary>
    public static Finding Broken(string name, string detail, string mend) => new(name, Health.Broken, detail, mend);
}
