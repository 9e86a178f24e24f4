using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Verification;

namespace FhnHw.Host.Results;

/// <summary>Whether two arrays are bit-exact, as <c>verify --json</c> writes it.</summary>
/// <param name="A">The first device's name.</param>
/// <param name="B">The second device's name.</param>
/// <param name="Codes">Current codes compared: all there are.</param>
/// <param name="Steps">Steps compared for each code: all of a run.</param>
/// <param name="Equal">True where nothing differs.</param>
/// <param name="FirstDifference">The first difference, or null.</param>
/// <param name="Around">x of both around a first difference of the traces, or null.</param>
/// <param name="Checks">Every check.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record VerifyResult(
    string A, string B, int Codes, int Steps, bool Equal, Difference? FirstDifference,
    TraceExcerpt? Around, IReadOnlyList<EqualityFinding> Checks, Provenance Provenance)
{
    /// <summary>Makes the result of a report.</summary>
    public static VerifyResult Of(EqualityReport report, Provenance provenance) => new(
        provenance.Devices[0].Name, provenance.Devices[1].Name, report.Codes, report.Steps, report.Equal,
        report.FirstDifference, report.Around, report.Findings, provenance);
}
