namespace FhnHw.Host.Experiments;

/// <summary>The first place at which two arrays differ.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Cell">Which run, counted from 0; the runs are in the order of the codes.</param>
/// <param name="Current">The current I of that run.</param>
/// <param name="Step">Steps from the start of the run; for a value over the whole window, the step at its end.</param>
/// <param name="Expected">What the first array gives, an integer of the array's own scale.</param>
/// <param name="Got">What the second array gives.</param>
public sealed record Difference(string Check, int Cell, double Current, int Step, long Expected, long Got);

/// <summary>One thing that was compared.</summary>
/// <param name="Name">What, in words.</param>
/// <param name="Values">Numbers compared.</param>
/// <param name="Different">How many of them differ.</param>
public sealed record EqualityFinding(string Name, long Values, long Different)
{
    /// <summary>True where none differs.</summary>
    public bool Equal => Different == 0;
}

/// <summary>The two traces of x around the first step at which they differ, LSBs of X.</summary>
/// <param name="FirstStep">The step of the first number.</param>
/// <param name="Expected">X of the first array.</param>
/// <param name="Got">X of the second array.</param>
public sealed record TraceExcerpt(int FirstStep, int[] Expected, int[] Got);

/// <summary>Whether two arrays are equal to the bit.</summary>
/// <param name="Codes">Current codes compared: all there are.</param>
/// <param name="Steps">Steps compared for each code: all of a run, the transient too.</param>
/// <param name="Findings">Every check.</param>
/// <param name="FirstDifference">The first difference, or null.</param>
/// <param name="Around">x around a first difference of the traces, or null.</param>
public sealed record EqualityReport(
    int Codes, int Steps, IReadOnlyList<EqualityFinding> Findings, Difference? FirstDifference, TraceExcerpt? Around)
{
    /// <summary>True where nothing differs.</summary>
    public bool Equal => Findings.All(finding => finding.Equal);
}
