using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Compare;

/// <summary>The report of a comparison.</summary>
internal static class CompareReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="facts">Where it comes from.</param>
    public static ReportPage Of(CompareResult result, IReadOnlyList<ReportFact> facts) => new(
        "How few bits do the cells need?", "", facts, []);
}
