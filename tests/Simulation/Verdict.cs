namespace FhnHw.Tests.Simulation;

/// <summary>How a seed went.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Problem">What must not be; null where all is as it must be.</param>
internal sealed record Verdict(long Seed, string? Problem)
{
    /// <summary>Calls that gave the normative numbers.</summary>
    public int Right { get; init; }

    /// <summary>Calls and openings that ended with a sentence.</summary>
    public int Refused { get; init; }

    /// <summary>Faults that happened.</summary>
    public int Faults { get; init; }

    /// <summary>Events of the world.</summary>
    public long Events { get; init; }

    /// <summary>Sessions begun again.</summary>
    public long Retries { get; init; }

    /// <summary>Lines opened again.</summary>
    public long Reconnects { get; init; }

    /// <summary>Replies asked again since their charge did not balance.</summary>
    public long Unbalanced { get; init; }

    /// <summary>Virtual seconds.</summary>
    public double Seconds { get; init; }
}
