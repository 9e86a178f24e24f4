using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Arrays;

/// <summary>Checks whether a board can have the imperfections that are asked for.</summary>
/// <remarks>
/// The host computes mismatch of offset and gain, drift and the bits of the current into S, and applies the ADC to the trace, so every
/// board that computes the normative step has these. Its registers hold every drive up to <see cref="CellParameters.MaxDrive"/>, to which
/// drives are clipped, and a narrow table covers all of them too. Per-cell eps, initial state and noise need a board with the feature
/// <c>per-cell</c>.
/// </remarks>
public static class PerCellFit
{
    private const int MostGain = 65_535; // C has 16 bits

    /// <summary>Refuses cells that a board cannot have.</summary>
    /// <param name="title">The board, to begin a sentence with.</param>
    /// <param name="board">What it says.</param>
    /// <param name="settings">What is asked of it.</param>
    /// <exception cref="InvalidSettingException">It cannot; the sentence says what it lacks and what to do.</exception>
    public static void Check(string title, Greeting board, ArraySettings settings)
    {
        if (!settings.Imperfections.IsIdeal && !board.IsNormative)
        {
            throw new InvalidSettingException($"{title} does not compute the normative step, so its cells cannot be given imperfections.")
            {
                Remedies = [Remedy.Do(RemedyAction.IdealCells), Remedy.Do(RemedyAction.CpuArray)],
            };
        }

        if (!PerCellFields.AreNeeded(settings))
        {
            return;
        }

        var needed = PerCellFields.FeaturesOf(settings);
        if (!board.Has(needed))
        {
            throw new InvalidSettingException($"{title} {Lack(board, needed)}.")
            {
                Remedies = [Remedy.Do(RemedyAction.BuildOwnCells), Remedy.Do(RemedyAction.DeviceWithOwnCells)],
            };
        }

        CheckWords(title, settings, board.YBytes);
    }

    /// <summary>Refuses cells that a board which is yet to be built cannot have.</summary>
    /// <param name="name">The device's name.</param>
    /// <param name="parallel">True for a parallel array.</param>
    /// <param name="settings">What is asked of it.</param>
    /// <exception cref="InvalidSettingException">It cannot have them.</exception>
    public static void CheckBuilt(string name, bool parallel, ArraySettings settings)
    {
        if (!PerCellFields.AreNeeded(settings))
        {
            return;
        }

        if (parallel)
        {
            throw new InvalidSettingException(
                $"The cells of '{name}' share one table, so they can have mismatch of offset and gain, drift and an ADC, "
                    + "but no per-cell eps, initial state or noise.")
            {
                Remedies = [Remedy.Do(RemedyAction.DeviceWithOwnCells)],
            };
        }

        CheckWords($"A board such as '{name}'", settings, settings.Constants.YBytes);
    }

    // Values that no job can carry, and cells that would leave their registers.
    private static void CheckWords(string title, ArraySettings settings, int yBytes)
    {
        var (format, perCell) = (settings.Format, settings.PerCell!);
        if (perCell.Cells.Any(cell => cell.EpsGain > MostGain))
        {
            throw new InvalidSettingException($"{title} takes dt/eps under 1, and that of some cell is larger.")
            {
                Remedies =
                [
                    Remedy.Larger(nameof(CellParameters.Eps)), Remedy.Larger(nameof(CellFormat.DtExponent)),
                    Remedy.Smaller(nameof(Imperfections.EpsMismatch)),
                ],
            };
        }

        if (perCell.YBound * Math.Pow(2, format.YFraction) >= Math.Pow(2, (8 * yBytes) - 1))
        {
            throw new InvalidSettingException($"{title} has {yBytes} bytes for Y, and Y of some cell could leave them.")
            {
                Remedies =
                [
                    Remedy.Smaller(nameof(Imperfections.NoiseX)), Remedy.Smaller(nameof(Imperfections.NoiseY)),
                    Remedy.Smaller(nameof(CellParameters.Eps)),
                ],
            };
        }

        if (format.WordBits == CellFormat.MaxWordBits && !(LaneFit.LargestF(format, perCell) < 2))
        {
            throw new InvalidSettingException($"{title} holds X - X³ - Y under 2 at 16 bits, and that of some cell could be larger.")
            {
                Remedies =
                [
                    Remedy.Smaller(nameof(Imperfections.NoiseX)), Remedy.Smaller(nameof(Imperfections.NoiseY)),
                    Remedy.Smaller(nameof(CellParameters.Eps)), Remedy.Smaller(nameof(CellFormat.WordBits)),
                ],
            };
        }
    }

    private static string Lack(Greeting board, ushort needed) => board.Has(Protocol.PerCellFeature)
        ? "does not give back the registers of its cells, which stateful cells need"
        : "has cells that are all alike, and those asked for have per-cell eps, initial state or noise"
            + (needed != Protocol.PerCellFeature ? " and are stateful" : "");
}
