using FhnHw.Boards.Fpga;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Results;

/// <summary>What is known of an array that a board could hold beside its speed, as <c>board plan BOARD --json</c> writes it.</summary>
/// <param name="Array"><c>lanes</c> or <c>parallel</c>.</param>
/// <param name="MaxMHz">The clock that place and route reached, MHz; null where the board's figures do not have this array.</param>
/// <param name="Elements">The use of the part, likewise.</param>
/// <param name="Accuracy">Test accuracy of the format, percent, by vote / mean, as the table of boards has it; null where it was not trained.</param>
/// <param name="Passes">How often the array runs for the cells of one image, on average: cells of several images share a run.</param>
internal sealed record ArrayPlanRow(string Array, double? MaxMHz, IReadOnlyList<Utilisation>? Elements, string? Accuracy, double Passes)
{
    /// <summary>Finds it among a board's figures and the accuracies of formats.</summary>
    /// <param name="candidate">The array.</param>
    /// <param name="figures">The board's figures.</param>
    /// <param name="accuracies">Test accuracy by format, such as 3:3.</param>
    /// <param name="parameters">The cell that is planned: the accuracies are those of the usual one.</param>
    /// <param name="imageCells">Cells of an image.</param>
    public static ArrayPlanRow Of(
        ArrayCandidate candidate, IReadOnlyList<ArrayFigures> figures, IReadOnlyDictionary<string, string> accuracies, CellParameters parameters,
        int imageCells)
    {
        var routed = figures.FirstOrDefault(each => each.Array == candidate.Array && each.Format == candidate.Words
            && each.Lanes * each.CellsPerLane == candidate.Cells && each.ClockMHz == candidate.ClockMHz);
        var isUsual = candidate.Words?.DtExponent == new CellFormat().DtExponent && parameters == new CellParameters();
        return new ArrayPlanRow(
            candidate.Array, routed?.MaxMHz, routed?.Elements,
            isUsual && candidate.Words is { } words ? accuracies.GetValueOrDefault($"{words.WordBits}:{words.CurrentExtraBits}") : null,
            (double)imageCells / candidate.Cells);
    }
}
