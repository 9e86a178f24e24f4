using System.Text.Json.Serialization;
using FhnHw.Boards.Arrays;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>An array that a board could hold, and its speed.</summary>
/// <param name="Array"><c>lanes</c> or <c>parallel</c>.</param>
/// <param name="Format">Word lengths and time step.</param>
/// <param name="Cells">Cells of a job.</param>
/// <param name="ClockMHz">Clock, MHz.</param>
/// <param name="NeuronSteps">Neuron-steps a second.</param>
/// <param name="ArrayImages">Images a second that the array computes.</param>
/// <param name="LineImages">Images a second whose mean features cross the line.</param>
/// <param name="Images">Images a second of both together.</param>
/// <param name="Taken">True for the one that the planner picks.</param>
public sealed record ArrayCandidate(
    string Array, string Format, int Cells, double ClockMHz, double NeuronSteps, double ArrayImages, double LineImages, double Images, bool Taken)
{
    /// <summary>The format itself; null where the candidate was not made by <see cref="ArrayPlanner"/>.</summary>
    [JsonIgnore]
    public CellFormat? Words { get; init; }

    /// <summary>Why it is known not to fit, in one sentence, so that it is not taken; null where it may fit.</summary>
    public string? TooLarge { get; init; }
}

/// <summary>
/// Picks the array for a board of hdl/boards: among those that were placed and routed for it, the one that streams the most images a second
/// by mean features. Formats are those chosen by measured accuracy (docs/parallel.md, "Which format"), or the one that is asked for.
/// </summary>
public static class ArrayPlanner
{
    /// <summary>All candidates, the best one marked.</summary>
    /// <param name="board">The board.</param>
    /// <param name="asked">Cell, currents, window; and the format, where one was asked for.</param>
    /// <param name="formatAsked">True where the asked format must be taken; else each array has the format chosen for it.</param>
    /// <param name="imageCells">Cells of an image.</param>
    /// <param name="ofPart">Figures of the same part: an array that cannot fit by them is not taken.</param>
    public static IReadOnlyList<ArrayCandidate> Candidates(
        BoardFile board, ArraySettings asked, bool formatAsked, int imageCells, IReadOnlyList<ArrayFigures> ofPart)
    {
        var candidates = new List<ArrayCandidate> { Of("lanes", board, asked, imageCells) };
        if (board.Parallel is { } size && (!formatAsked || IsRoutedFor(size, asked.Format)))
        {
            var format = formatAsked ? asked.Format : new CellFormat(size.Bits, asked.Format.DtExponent, size.ExtraBits);
            var array = board.WithParallelArray();
            candidates.Add(Of("parallel", array, asked with { Format = format }, imageCells) with
            {
                TooLarge = SizeBound.Over(ofPart, array, new BoardVariant(Parallel: true), format),
            });
        }

        var most = candidates.Where(candidate => candidate.TooLarge is null).Max(candidate => candidate.Images);
        var taken = candidates.FindIndex(candidate => candidate.TooLarge is null && candidate.Images == most);
        candidates[taken] = candidates[taken] with { Taken = true };
        return candidates;
    }

    // Cells of wider words are larger than those that were routed: as many of them may not fit, nor reach the clock.
    private static bool IsRoutedFor(ParallelSize size, CellFormat format) =>
        format.WordBits <= size.Bits && format.CurrentExtraBits <= size.ExtraBits && format.DtExponent <= new CellFormat().DtExponent;

    /// <summary>True where the parallel array is the best for a board, for images of 100 cells.</summary>
    /// <param name="board">The board.</param>
    /// <param name="asked">Cell, currents, window; and the format, where one was asked for.</param>
    /// <param name="formatAsked">True where the asked format must be taken.</param>
    /// <param name="ofPart">Figures of the same part.</param>
    public static bool IsParallelBest(BoardFile board, ArraySettings asked, bool formatAsked, IReadOnlyList<ArrayFigures> ofPart) =>
        Candidates(board, asked, formatAsked, 100, ofPart).Single(candidate => candidate.Taken).Array == "parallel";

    /// <summary>Why the best one was taken: the rest of a sentence that names it.</summary>
    public static string Reason(IReadOnlyList<ArrayCandidate> candidates)
    {
        var best = candidates.Single(candidate => candidate.Taken);
        var limit = best.ArrayImages < best.LineImages
            ? "the array is what limits it, the line could carry "
            : "the line is what limits it, the array could compute ";
        var other = best.ArrayImages < best.LineImages ? best.LineImages : best.ArrayImages;
        var rest = candidates.FirstOrDefault(candidate => !candidate.Taken) is { } second
            ? second.TooLarge is { } why ? $"; the {second.Array} array does not fit: {why.TrimEnd('.')}"
            : FormattableString.Invariant($"; the {second.Array} would give {second.Images:0}")
            : "; no other array is routed for this board and format";
        return FormattableString.Invariant($"{best.Images:0} images/s by mean features; {limit}{other:0}{rest}.");
    }

    private static ArrayCandidate Of(string array, BoardFile board, ArraySettings settings, int imageCells)
    {
        var clock = (int)(board.ClockMHz * 1e6);
        var greeting = LinkPlan.Expected(settings.Constants, board.Lanes, board.Lanes * board.CellsPerLane, clock, array == "parallel");
        var (ofArray, ofLine, both) = new LinkPlan(greeting, board.Baud / 10.0, settings).MeanRates(imageCells);
        return new ArrayCandidate(
            array, settings.Format.ToString(), board.Lanes * board.CellsPerLane, board.ClockMHz,
            board.Lanes * board.ClockMHz * 1e6, ofArray, ofLine, both, false)
        { Words = settings.Format };
    }
}
