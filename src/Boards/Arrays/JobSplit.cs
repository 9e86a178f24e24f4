using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Arrays;

/// <summary>How many runs go into one job: as many as the board has cells for, its queue has room for, and a retry may cost.</summary>
internal static class JobSplit
{
    /// <summary>The most runs of a job.</summary>
    /// <param name="board">What the board is.</param>
    /// <param name="features">Feature bits.</param>
    /// <param name="window">What is recorded.</param>
    /// <param name="imageCells">Cells of an image, of which jobs take whole ones; 0 without votes.</param>
    /// <param name="classes">Classes; 0 without votes.</param>
    /// <param name="replyBytes">The longest reply.</param>
    /// <returns>1 or more; with votes a multiple of an image's cells, or 0 where no image fits the board.</returns>
    public static int MostRuns(Greeting board, ushort features, Window window, int imageCells, int classes, int replyBytes)
    {
        var most = MostCells(board, features);
        var perRun = BytesOfRun(board, features, window, imageCells, classes);
        most = Math.Min(most, (int)Math.Max(1, replyBytes / Math.Max(1, perRun)));
        return imageCells == 0 ? most
            : imageCells > MostCells(board, features) ? 0
            : Math.Clamp(most / imageCells, 1, Protocol.VoteCounts / classes) * imageCells;
    }

    /// <summary>The most cells of a job that the board has, and has room for in its queue.</summary>
    /// <param name="board">What the board is.</param>
    /// <param name="features">Feature bits: per-cell parameters take more room.</param>
    public static int MostCells(Greeting board, ushort features = 0) =>
        Math.Min(board.Cells, (board.Queue - JobRequest.FrameBytes(0, board, features)) / PerCellFields.CellBytes(board, features));

    /// <summary>
    /// Runs of a job, where so many are shared out evenly: as few jobs as possible, of nearly equal sizes, so that no job leaves lanes
    /// empty which another fills.
    /// </summary>
    /// <param name="board">What the board is.</param>
    /// <param name="runs">All runs, 1 or more; with votes whole images.</param>
    /// <param name="most">The most runs of a job.</param>
    /// <param name="imageCells">Cells of an image; 0 without votes.</param>
    public static int EvenRuns(Greeting board, int runs, int most, int imageCells)
    {
        var jobs = (runs + most - 1) / most;
        var unit = imageCells > 0 ? imageCells : Math.Max(1, (int)board.Lanes);
        var even = (runs + jobs - 1) / jobs;
        return Math.Min(most, (even + unit - 1) / unit * unit);
    }

    /// <summary>Bytes that one run takes in a reply.</summary>
    public static double BytesOfRun(Greeting board, ushort features, Window window, int imageCells, int classes)
    {
        var bytes = 0.0;
        bytes += (features & Protocol.EndsFeature) != 0 ? 2 * board.YBytes : 0;
        bytes += (features & Protocol.ChargeFeature) != 0 ? board.YBytes : 0;
        bytes += (features & Protocol.TraceFeature) != 0 ? (double)window.Samples * board.XBytes : 0;
        bytes += (features & Protocol.SignsFeature) != 0 ? window.Samples / 8.0 : 0;
        bytes += (features & Protocol.SignatureFeature) != 0 ? 4 : 0;
        bytes += (features & Protocol.RegistersFeature) != 0 ? board.XBytes + Protocol.NoiseBytes : 0;
        bytes += (features & Protocol.VotesFeature) != 0 ? 4.0 * classes / imageCells : 0;
        return bytes;
    }
}
