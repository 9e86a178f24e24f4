namespace FhnHw.Host.Experiments.Verification;

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
public sealed record TraceExcerpt(int FirstStep, int[] Expected, int[] Got)
{
    private const int Reach = 200, NearReach = 4;

    /// <summary>Up to 200 steps of two traces on either side of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="expected">X of the first array at every step from 0.</param>
    /// <param name="got">X of the second array.</param>
    public static TraceExcerpt Of(int step, int[] expected, int[] got) => Cut(0, step, Reach, expected, got);

    /// <summary>The four steps on either side of the first difference, for a table.</summary>
    public TraceExcerpt Near()
    {
        var at = Enumerable.Range(0, Expected.Length).FirstOrDefault(n => Expected[n] != Got[n]);
        return Cut(FirstStep, at, NearReach, Expected, Got);
    }

    private static TraceExcerpt Cut(int origin, int at, int reach, int[] expected, int[] got)
    {
        var (from, to) = (Math.Max(0, at - reach), Math.Min(expected.Length, at + reach + 1));
        return new TraceExcerpt(origin + from, expected[from..to], got[from..to]);
    }
}

/// <summary>Whether two arrays are bit-exact.</summary>
/// <param name="Codes">Current codes compared: all there are.</param>
/// <param name="Steps">Steps compared for each code: all of a run, the transient too.</param>
/// <param name="Findings">Every check.</param>
/// <param name="FirstDifference">The first difference, or null.</param>
/// <param name="Around">The steps next to a first difference of the traces, or null.</param>
/// <param name="Wave">More steps around it, for a waveform.</param>
public sealed record EqualityReport(
    int Codes, int Steps, IReadOnlyList<EqualityFinding> Findings, Difference? FirstDifference, TraceExcerpt? Around, TraceExcerpt? Wave)
{
    /// <summary>True where nothing differs.</summary>
    public bool Equal => Findings.All(finding => finding.Equal);
}
