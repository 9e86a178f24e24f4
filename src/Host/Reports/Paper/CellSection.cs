using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Reports.Paper;

/// <summary>The cell: Figure 2 and the response curve.</summary>
internal static class CellSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result) => new(
        "The cell",
        new ReportText("eps x' = x - x³/3 - y and y' = x + a + I, with a constant current I = gamma · tanh(W1·image). The source does not give eps, the time step, the integrator or the initial state, and a = 0 only by implication; here eps = 0.01, dt = 2^-8, (x, y) starts at (0.1, 0.1), and the table of sensitivities below says what that matters."),
        new ReportFigure(PhasePlaneFigure.Draw(result.Orbits)),
        new ReportFigure(DriveResponseFigure.Draw(result.Response)));
}
