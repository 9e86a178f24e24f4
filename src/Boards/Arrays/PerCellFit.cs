using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;

namespace FhnHw.Boards.Arrays;

/// <summary>Whether a board can stand in for imperfect cells.</summary>
/// <remarks>
/// A spread of offset and gain, drift, a DAC and what x is read through are S and the host's own matter: every board that computes the normative step
/// takes them, since its registers hold every drive that cells are given (<see cref="CellParameters.MaxDrive"/>; a narrow table follows all of them too). Words of the cells' own need a
/// board with the feature <c>own</c>.
/// </remarks>
public static class PerCellFit
{
    private const int MostGain = 65_535; // C has 16 bits

    /// <summary>Refuses cells that a board cannot have.</summary>
    /// <param name="title">The board, as a sentence begins.</param>
    /// <param name="board">What it says.</param>
    /// <param name="settings">What is asked of it.</param>
    /// <exception cref="InvalidSettingException">It cannot; the sentence says what it lacks and what to do.</exception>
    public static void Check(string title, Greeting board, ArraySettings settings)
    {
        if (!settings.Imperfections.IsIdeal && !board.IsNormative)
        {
            throw new InvalidSettingException($"{title} does not compute the normative step, so its cells are as they are.")
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

    /// <summary>Refuses cells that a board cannot have which is still to be built for them.</summary>
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
                $"The cells of '{name}' share one table, so they have no eps, start or noise of their own, but spread, drift and converters.")
            {
                Remedies = [Remedy.Do(RemedyAction.DeviceWithOwnCells)],
            };
        }

        CheckWords($"A board such as '{name}'", settings, settings.Constants.YBytes);
    }

    // What no job can say, and what would leave the registers that a job fills.
    private static void CheckWords(string title, ArraySettings settings, int yBytes)
    {
        var (format, perCell) = (settings.Format, settings.PerCell!);
        if (perCell.Cells.Any(cell => cell.EpsGain > MostGain))
        {
            throw new InvalidSettingException($"{title} takes dt/eps under 1, and some cell's is more.")
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
            throw new InvalidSettingException($"{title} holds X - X³ - Y under 2 at 16 bits, and some cell's could be more.")
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
        ? "does not give back where its cells stand, which cells that run on need"
        : "has cells that are all alike and start alike, and those asked for have eps, start or noise of their own" + (needed != Protocol.PerCellFeature ? " and run on" : "");
}
