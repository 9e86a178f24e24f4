namespace FhnHw.Host.Experiments.Peers;

/// <summary>One of those that are measured side by side, started and ready.</summary>
internal interface IContender : IDisposable
{
    /// <summary>What it is made of, with versions.</summary>
    string Versions { get; }

    /// <summary>Cores that it uses.</summary>
    int Threads { get; }

    /// <summary>Does the work some times.</summary>
    /// <exception cref="PeerFailedException">It cannot.</exception>
    RoundAnswer Run(int times);
}

/// <summary>A contender before it is started.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Differs">What it does differently, one sentence; empty for fhnhw's own.</param>
/// <param name="Amount">How much the work is, in the unit of its kind.</param>
/// <param name="Share">Which share of the others' work it does, in words; empty for all of it.</param>
/// <param name="Start">Starts it.</param>
internal sealed record Entry(string Name, string Differs, double Amount, string Share, Func<IContender> Start)
{
    /// <summary>What its check values must be; null where nothing is checked, or where another contender's are taken.</summary>
    public WorkChecks? Reference { get; init; }

    /// <summary>The contender whose check values it must have; null for none.</summary>
    public string? ReferenceName { get; init; }

    /// <summary>Samples behind the mean of x².</summary>
    public int Samples { get; init; } = 1;

    /// <summary>True where Y at the window's ends must be equal to the bit.</summary>
    public bool IsExact { get; init; }

    /// <summary>True for fhnhw's own.</summary>
    public bool IsOwn => Differs.Length == 0;
}
