using System.Globalization;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// Refuses arrays that cannot fit, before minutes of synthesis: by what an array of the same kind and format took when it was placed and routed for the
/// board (<see cref="BoardFigures"/>).
/// </summary>
internal static class SizeBound
{
    // LCs of all that is there once: link, queue, control. Between boards of 74 and 128 cells, or of 100 and 240, it comes out as 2300. More here makes a cell
    // cheaper than it is, so that nothing is refused that fits.
    private const double Once = 2600;

    private static readonly string[] LogicCells = ["ICESTORM_LC", "TRELLIS_COMB", "LUT4"], Multipliers = ["ICESTORM_DSP", "MULT18X18D", "MULT18X18"];

    /// <summary>Refuses a size that is known not to fit.</summary>
    /// <param name="figures">The board's figures.</param>
    /// <param name="file">The board with the array.</param>
    /// <param name="variant">Which array.</param>
    /// <param name="format">Its format.</param>
    /// <exception cref="InvalidSettingException">It takes more than the part has, by an estimate that is on the small side.</exception>
    public static void Check(IEnumerable<ArrayFigures> figures, BoardFile file, BoardVariant variant, CellFormat format)
    {
        if (Over(figures, file, variant, format) is { } over)
        {
            throw new InvalidSettingException(over)
            {
                Remedies = [Remedy.Smaller(variant.Parallel ? "ParallelCells" : nameof(BoardVariant.Lanes))],
            };
        }
    }

    /// <summary>Why a size is known not to fit, in one sentence; null where it may fit.</summary>
    /// <param name="figures">Figures of the same part.</param>
    /// <param name="file">The board with the array.</param>
    /// <param name="variant">Which array.</param>
    /// <param name="format">Its format.</param>
    public static string? Over(IEnumerable<ArrayFigures> figures, BoardFile file, BoardVariant variant, CellFormat format)
    {
        var name = new RoutedArray(variant, format).Name;
        return figures.FirstOrDefault(each => each.Array == name && each.Format == format) is { } routed && file.Lanes > routed.Lanes
            && routed.Elements.Select(element => (Element: element, Least: Least(element, routed.Lanes, file.Lanes)))
                .FirstOrDefault(each => each.Least > each.Element.Available) is { Element: { } over, Least: var least }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Lanes} {Word(variant)} take at least {least:0} {Word(over)} and the {file.Part} has {over.Available}, "
                    + $"of which {routed.Lanes} took {over.Used}.")
            : null;
    }

    private static double Least(Utilisation element, int routed, int lanes) =>
        LogicCells.Contains(element.Kind) ? element.Used + (Math.Max(0, element.Used - Once) / routed * (lanes - routed))
        : Multipliers.Contains(element.Kind) ? (double)element.Used / routed * lanes
        : 0;

    private static string Word(Utilisation element) => LogicCells.Contains(element.Kind) ? "LCs" : "multipliers";

    private static string Word(BoardVariant variant) => variant.Parallel ? "cells" : "lanes";
}
