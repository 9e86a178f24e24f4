using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Figures.Compare;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Why few bits of x are enough.</summary>
internal static class SigmaDeltaSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(CompareResult result) => new(
        "Why few bits of x are enough",
        new ReportText("A cell is a sigma-delta modulator: y integrates the current plus x, x is a coarse quantiser of what y asks for, and its few levels go back into the sum. Since integers add without rounding, the sum of X over N steps is (Y_end - Y_start)/2^e - N·S/2^e exactly. Y stays within its bound, so the mean of x misses -(a+I) by at most |Y_end - Y_start|/T: the error falls as 1/T, whatever the quantiser does in between. What is left is the rounding of the current on its way in, to W + e bits: that is what the extra bits are for. With e = 0 a 3-bit word knows three currents within |I| < 1, and spikes at none."),
        new ReportFigure(MeanCourseFigure.Draw(result)));
}
