using System.Globalization;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>An array of a board and its figures, as <c>board figures --json</c> writes them.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Part">The FPGA.</param>
/// <param name="Array"><c>lanes</c>, <c>per-cell</c>, <c>parallel</c> or <c>votes</c>.</param>
/// <param name="Figures">What was routed; null where nothing was.</param>
/// <param name="Stale">True where the sources have changed since.</param>
/// <param name="ArrayImages">Images of 100 cells a second that the array computes.</param>
/// <param name="LineImages">Images a second whose means cross the line.</param>
/// <param name="Price">What the board costs; null where that is not known.</param>
/// <param name="Reason">Why figures are stale or missing, as the board's older.json says; null where it says nothing.</param>
internal sealed record BoardFiguresLine(
    string Board, string Title, string Part, string Array, ArrayFigures? Figures, bool Stale, double? ArrayImages, double? LineImages, BoardPrice? Price,
    string? Reason)
{
    private const int ImageCells = 100;

    /// <summary>Images a second of both together; null where nothing was routed.</summary>
    public double? Images => ArrayImages is { } array && LineImages is { } line ? Math.Min(array, line) : null;

    /// <summary>What is wrong with the kept figures; null where they are of today's sources, or a reason is kept with them.</summary>
    public string? Wrong => (Figures is null || Stale, Reason) switch
    {
        (true, null) => Figures is null ? "was never routed" : "was routed from older sources",
        (false, not null) => $"is of today's sources: remove it from hdl/boards/{Board}/{BoardFigures.OlderName}",
        _ => null,
    };

    /// <summary>The line of an array.</summary>
    /// <param name="name">The board's name.</param>
    /// <param name="board">The board.</param>
    /// <param name="array">Which array.</param>
    /// <param name="figures">What was routed, or null.</param>
    /// <param name="today">Hash of the sources as they are.</param>
    /// <param name="reason">Why figures are stale or missing, or null.</param>
    public static BoardFiguresLine Of(string name, BoardFile board, RoutedArray array, ArrayFigures? figures, string today, string? reason)
    {
        var rates = figures is null ? default((double Array, double Line)?) : Rates(board, figures);
        return new BoardFiguresLine(
            name, board.Title, board.Part, array.Name, figures, figures is not null && figures.Sources != today, rates?.Array, rates?.Line, board.Price,
            reason);
    }

    private static (double Array, double Line) Rates(BoardFile board, ArrayFigures figures)
    {
        var parallel = figures.CellsPerLane == 1;
        var settings = new ArraySettings(
            figures.Format, new CellParameters(), CurrentCodes.OfBits(8, -1), Window.OfTime(figures.Format, 200, 100, 16));
        var greeting = LinkPlan.Expected(
            settings.Constants, figures.Lanes, figures.Lanes * figures.CellsPerLane, (int)(figures.ClockMHz * 1e6), parallel);
        var baud = parallel ? board.Parallel?.Baud ?? board.Baud : board.Baud;
        var (array, line, _) = new LinkPlan(greeting, baud / 10.0, settings).MeanRates(ImageCells);
        return (array, line);
    }
}

/// <summary>All arrays, as <c>board figures --json</c> writes them.</summary>
/// <param name="Arrays">A line an array.</param>
/// <param name="Unsound">Of each board whose files are not sound, a sentence that names the file and says what is wrong.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record BoardFiguresResult(IReadOnlyList<BoardFiguresLine> Arrays, IReadOnlyList<string> Unsound, Provenance Provenance);

/// <summary>What <c>board figures</c> tells people.</summary>
internal static class BoardFiguresText
{
    /// <summary>The table, a row an array, those with most steps a second first.</summary>
    public static void Write(IReadOnlyList<BoardFiguresLine> lines, Screen screen)
    {
        var table = new Table().AddColumns(
            "board", "array", "words", "cells", "MHz", "needed", "logic", "multipliers", "G steps/s", "images/s", "price", "state");
        foreach (var line in lines.OrderByDescending(line => line.Figures?.NeuronSteps ?? 0))
        {
            var figures = line.Figures;
            table.AddRow(
                line.Board, line.Array, figures is null ? "" : $"{figures.Format.WordBits}:{figures.Format.CurrentExtraBits}",
                figures is null ? "" : Text($"{figures.Lanes * figures.CellsPerLane}"), Text($"{figures?.MaxMHz:0.0}"), Text($"{figures?.ClockMHz:0.##}"),
                figures is null ? "" : Use(figures, "LCs"), figures is null ? "" : Use(figures, "multipliers"), Text($"{figures?.NeuronSteps / 1e9:0.00}"),
                Text($"{line.Images:0}"), $"{line.Price}",
                figures is null ? "not routed" : line.Stale ? "of older sources" : "");
        }

        screen.Write(table);
        screen.Text.WriteLine("Placed and routed, never seen on a board.");
        screen.Text.WriteLine("Words: bits of x, and the extra bits of the current and of y; 3:3 is what other commands call Q1.1 e=3.");
        screen.Text.WriteLine("Images a second: of 100 cells, 200 + 100 time units, means, the slower of array and line.");
    }

    /// <summary>A line for each array whose figures are wrong.</summary>
    /// <returns>How many there are.</returns>
    public static int WriteWrong(IReadOnlyList<BoardFiguresLine> lines, TextWriter text)
    {
        BoardFiguresLine[] wrong = [.. lines.Where(line => line.Wrong is not null)];
        foreach (var line in wrong)
        {
            text.WriteLine($"{line.Board}: the array '{line.Array}' {line.Wrong}.");
        }

        if (wrong.Any(line => line.Figures is null || line.Stale))
        {
            text.WriteLine("'tools/boards --stale' routes these again.");
        }

        return wrong.Length;
    }

    private static string Use(ArrayFigures figures, string words) => BoardText.Kind(figures.Elements, words) is { } use
        ? use.Available > 0 ? Text($"{use.Used} of {use.Available}") : Text($"{use.Used}")
        : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
