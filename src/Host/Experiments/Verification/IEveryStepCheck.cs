namespace FhnHw.Host.Experiments.Verification;

/// <summary>A comparison of x of every code at every step, however it is made.</summary>
internal interface IEveryStepCheck
{
    /// <summary>The first difference: of the first code that has one, its first step.</summary>
    Difference? First { get; }

    /// <summary>x around the first difference, where both traces were read.</summary>
    TraceExcerpt? Around { get; }

    /// <summary>What was compared.</summary>
    IReadOnlyList<EqualityFinding> Findings { get; }

    /// <summary>Compares all codes.</summary>
    /// <param name="progress">Gets the codes done so far.</param>
    /// <param name="cancellation">Ends it early.</param>
    void Run(Action<long> progress, CancellationToken cancellation);
}
