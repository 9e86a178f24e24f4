using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Arrays;

/// <summary>What one way of reading a board costs on its line.</summary>
/// <param name="Readout">What is read: mean, votes, signs, trace/stride, response table.</param>
/// <param name="BytesUp">Bytes to the board, an image.</param>
/// <param name="BytesDown">Bytes from the board, an image.</param>
/// <param name="SecondsAnImage">Seconds, an image; NaN where neither rate nor clock is known.</param>
/// <param name="SecondsAnEpoch">Seconds for all images.</param>
public sealed record PlanRow(string Readout, double BytesUp, double BytesDown, double SecondsAnImage, double SecondsAnEpoch);

/// <summary>
/// Bytes and seconds of each way to read a board, by the protocol: frames of full jobs in a row, coded at their longest, at ten bits a
/// byte; a job's cells compute their transient while the last bytes of the job before are sent, and their window while its samples are.
/// </summary>
/// <param name="board">What the board is.</param>
/// <param name="bytesPerSecond">What the line carries each way; null where that is not known.</param>
/// <param name="settings">Format and window.</param>
public sealed class LinkPlan(Greeting board, double? bytesPerSecond, ArraySettings settings)
{
    private const int ReplyBytes = 1 << 20;
    private const int WaitingBytes = 508; // that a board of hdl/rtl queues for the line while its cells continue

    /// <summary>The greeting that a planned board would have.</summary>
    /// <param name="constants">What its cells compute.</param>
    /// <param name="lanes">Neuron-steps a clock.</param>
    /// <param name="cells">The most in a job.</param>
    /// <param name="clock">Hz.</param>
    /// <param name="parallel">True for the parallel array, which can give what Y gained, and is built without signatures and votes.</param>
    public static Greeting Expected(CellConstants constants, int lanes, int cells, int clock, bool parallel = false) => new()
    {
        Deterministic = true,
        Features = (ushort)(parallel ? Protocol.EndsFeature | Protocol.ChargeFeature | Protocol.TraceFeature | Protocol.SignsFeature
            : Protocol.EndsFeature | Protocol.TraceFeature | Protocol.SignsFeature | Protocol.SignatureFeature | Protocol.VotesFeature),
        WordBits = (byte)constants.Format.WordBits,
        DtExponent = (byte)constants.Format.DtExponent,
        ExtraBits = (byte)constants.Format.CurrentExtraBits,
        XBytes = (byte)constants.Format.XBytes,
        SBytes = (byte)constants.Format.SBytes,
        YBytes = (byte)constants.YBytes,
        Lanes = (ushort)lanes,
        Cells = (ushort)cells,
        Queue = 4096,
        Heartbeat = 200,
        Clock = (uint)clock,
        ReadoutWords = ushort.MaxValue,
        Constants = constants.Hash,
        Name = "expected",
    };

    /// <summary>One row for each readout that the board has.</summary>
    /// <param name="imageCells">Cells of an image.</param>
    /// <param name="classes">Classes of the readout.</param>
    /// <param name="images">Images of an epoch.</param>
    public IReadOnlyList<PlanRow> Rows(int imageCells, int classes, int images)
    {
        // What an ADC reads is computed from the trace, except signs where it keeps them.
        var (rows, adc) = (new List<PlanRow>(), settings.Adc);
        if (board.Has(Protocol.EndsFeature) && adc is null)
        {
            rows.Add(Row(
                "mean",
                board.Has(Protocol.ChargeFeature) && !settings.Imperfections.Stateful ? Protocol.ChargeFeature : Protocol.EndsFeature,
                imageCells, 0, images));
        }

        if (adc is null && FeatureChoice.VotesFit(board, imageCells, classes, PerCellFields.FeaturesOf(settings)))
        {
            rows.Add(Row("votes", Protocol.VotesFeature, imageCells, classes, images));
        }

        if (board.Has(Protocol.SignsFeature) && FeatureChoice.KeepsSigns(adc))
        {
            rows.Add(Row("signs", Protocol.SignsFeature, imageCells, 0, images));
        }

        if (board.Has(Protocol.TraceFeature))
        {
            rows.Add(Row($"trace/{settings.Window.Stride}", Protocol.TraceFeature, imageCells, 0, images));
        }

        return rows;
    }

    /// <summary>
    /// Images a second by the mean alone: of the array, of the line, and of both together, which is the slower one. Infinite where a rate
    /// is not known.
    /// </summary>
    public (double Array, double Line, double Both) MeanRates(int imageCells)
    {
        var both = Rows(imageCells, 10, 1)[0];
        var unlimited = new LinkPlan(board, null, settings).Rows(imageCells, 10, 1)[0];
        var line = bytesPerSecond is { } rate ? rate / Math.Max(both.BytesUp, both.BytesDown) : double.PositiveInfinity;
        return (1 / unlimited.SecondsAnImage, line, 1 / both.SecondsAnImage);
    }

    /// <summary>The runs of a response table: every code, with per-cell parameters for every cell.</summary>
    public int ResponseTableRuns { get; } = settings.HasPerCellParameters ? settings.Codes.Count * settings.Cells : EqualRuns.Distinct(settings).Length;

    /// <summary>
    /// The response table: trace and ends of every code, then the ends again, to check that they repeat. Its figures are those of both passes
    /// together.
    /// </summary>
    public PlanRow ResponseTable()
    {
        var (all, again) = ResponseTablePasses();
        var seconds = all.SecondsAnImage + again.SecondsAnImage;
        return new PlanRow(all.Readout, all.BytesUp + again.BytesUp, all.BytesDown + again.BytesDown, seconds, seconds);
    }

    /// <summary>The response table's two passes over all codes: trace and ends, then the ends again; with an ADC, the trace again.</summary>
    public (PlanRow First, PlanRow Again) ResponseTablePasses() =>
        (Row("table", Protocol.TraceFeature, ResponseTableRuns, 0, 1),
            Row("again", settings.Adc is null ? Protocol.EndsFeature : Protocol.TraceFeature, ResponseTableRuns, 0, 1));

    private PlanRow Row(string name, ushort feature, int imageCells, int classes, int images)
    {
        var perCellWords = PerCellFields.FeaturesOf(settings);
        var bits = (ushort)((feature == Protocol.ChargeFeature ? feature : feature | (board.Features & Protocol.EndsFeature)) | perCellWords);
        var votedCells = classes > 0 ? imageCells : 0;
        var runs = JobSplit.MostRuns(board, bits, settings.Window, votedCells, classes, ReplyBytes);
        var share = (double)imageCells / runs; // jobs an image
        var window = settings.Window;
        var job = new JobRequest(bits, new int[runs], window.TransientSteps, window.Steps, window.Stride, votedCells, classes);
        var up = OnWire(JobRequest.FrameBytes(runs, board, perCellWords)) + 1;
        var down = ReplyOnWire(new ReplyLayout(job, board.XBytes, board.YBytes).Bytes);
        var seconds = Seconds(job, up, down) * share;
        return new PlanRow(name, up * share, down * share, seconds, seconds * images);
    }

    // Both directions carry at the same time, so only the slower one counts.
    private double Seconds(JobRequest job, double up, double down)
    {
        var line = bytesPerSecond is { } rate ? Math.Max(up, down) / rate : 0;
        if (board.Clock == 0 || board.Lanes == 0)
        {
            return bytesPerSecond is null ? double.NaN : line;
        }

        var aStep = job.Cells / ((double)board.Lanes * board.Clock);
        var (transient, window) = (job.Transient * aStep, job.Steps * aStep);
        var alongside = bytesPerSecond is { } bytes ? Math.Min(transient, Math.Min(down, WaitingBytes) / bytes) : 0;
        return Math.Max(transient + window, Math.Max(line, transient + Math.Max(window, line) - alongside));
    }

    private static double ReplyOnWire(int bytes)
    {
        var (whole, rest) = (bytes / Protocol.DataBytes, bytes % Protocol.DataBytes);
        return (whole * (double)OnWire(Protocol.LongestBoardFrameBytes))
            + (rest > 0 ? OnWire(Protocol.LeastFrameBytes + 2 + rest) : 0)
            + OnWire(Protocol.LeastFrameBytes + Protocol.DoneBytes);
    }

    // Coded at its longest, with the zero that ends it.
    private static int OnWire(int frameBytes) => Cobs.LongestCoded(frameBytes) + 1;
}
