using FhnHw.Boards.Arrays;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// Finds the largest array of a format that fits a board; where it misses the board's clock it runs at a lower one. Lanes are doubled as
/// long as they fit. The number of cells of the parallel array is estimated from the elements of two small ones; place and route then tries
/// it, and cells are taken off until they fit.
/// </summary>
/// <param name="trials">Tries sizes.</param>
public sealed class CostSearch(ISizeTrials trials)
{
    // The two small arrays that the estimate is made from, and how full a part can be and still be routed.
    private const int Few = 12, More = 28;
    private const double Full = 0.96;

    // Cells taken off where the estimate does not hold, and how often.
    private const double Less = 0.04;
    private const int MostProofs = 6;

    // With fewer cells a lane waits for its pipeline.
    private const int FewestCellsPerLane = 16;

    private const int ImageCells = 100, Classes = 10;

    /// <summary>Searches.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="settings">Format, currents and window: how long an image takes.</param>
    /// <param name="parallel">The parallel array, else the lanes.</param>
    /// <exception cref="InvalidSettingException">The board has no such array, or its words are too wide for it.</exception>
    /// <exception cref="ToolMissingException">A tool is not installed.</exception>
    public HardwareCost Find(string board, ArraySettings settings, bool parallel)
    {
        var file = new BoardVariant(parallel, Bare: true).Of(trials.Board(board), settings.Format);
        var tries = new List<SizeTrial>();
        var largest = parallel ? Cells(board, settings.Constants, tries) : Lanes(board, settings.Constants, file, tries);
        var mhz = largest is null ? 0 : RunMHz(board, largest, file);
        var lanes = largest?.Lanes ?? 0;
        var (array, link) = lanes == 0 || mhz == 0 ? (0, 0) : Images(settings, lanes, parallel ? lanes : file.Lanes * file.CellsPerLane, 1e6 * mhz, file.Baud);
        return new HardwareCost(
            board, file.Part, parallel, settings.Constants.Hash, largest, tries,
            file.ClockMHz, mhz, lanes * 1e6 * mhz, array, link);
    }

    // The board's clock, or where that is missed the next one below that its PLL makes and its serial line divides.
    private double RunMHz(string board, SizeTrial trial, BoardFile file) =>
        trial.MeetsTiming ? file.ClockMHz : trials.FastestMHz(board, trial.MaxMHz!.Value);

    private SizeTrial? Lanes(string board, CellConstants constants, BoardFile file, List<SizeTrial> tries)
    {
        SizeTrial Try(int lanes)
        {
            tries.Add(trials.Route(board, constants, new BoardVariant(false, lanes, Bare: true)));
            return tries[^1];
        }

        var best = Try(file.Lanes);
        if (!best.IsRouted)
        {
            for (var lanes = file.Lanes / 2; lanes >= 1 && !best.IsRouted; lanes /= 2)
            {
                best = Try(lanes);
            }

            return best.IsRouted ? best : null;
        }

        // Twice the lanes at less than half the clock gain nothing.
        double Rate(SizeTrial trial) => trial.Lanes * RunMHz(board, trial, file);
        for (var lanes = 2 * best.Lanes;
            lanes <= Math.Min(BoardVariant.MostLanes, file.Lanes * file.CellsPerLane / FewestCellsPerLane)
            && Try(lanes) is { IsRouted: true } larger && Rate(larger) > Rate(best);
            lanes *= 2)
        {
            best = larger;
        }

        return best;
    }

    private SizeTrial? Cells(string board, CellConstants constants, List<SizeTrial> tries)
    {
        var (few, more) = (Count(Few), Count(More));
        var slope = (double)(more - few) / (More - Few);
        var room = trials.Count(board, constants, Variant(Few)).Available(SizeTrial.LogicCell) * Full;
        var cells = Math.Clamp((int)(Few + ((room - few) / slope)), 2, BoardVariant.MostCells);
        for (var proof = 0; proof < MostProofs && cells >= 2; proof++)
        {
            var trial = trials.Route(board, constants, Variant(cells));
            tries.Add(trial);
            if (trial.IsRouted)
            {
                return trial;
            }

            cells -= Math.Max(1, (int)Math.Ceiling(Less * cells));
        }

        return null;

        static BoardVariant Variant(int cells) => new(true, cells, Bare: true);
        int Count(int cells) => trials.Count(board, constants, Variant(cells)).Used(SizeTrial.LogicCell);
    }

    private static (double Array, double Link) Images(ArraySettings settings, int lanes, int cells, double clock, int baud)
    {
        var board = LinkPlan.Expected(settings.Constants, lanes, cells, (int)clock);
        var array = new LinkPlan(board, null, settings).Rows(ImageCells, Classes, 1).Single(row => row.Readout == "mean");
        return (1 / array.SecondsAnImage, baud / 10.0 / Math.Max(array.BytesUp, array.BytesDown));
    }
}
