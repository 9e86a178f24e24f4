using System.Globalization;

namespace FhnHw.Host.Results;

/// <summary>A curve drawn with letters: time to the right, x upwards.</summary>
internal static class TextPlot
{
    private const int Rows = 11, Margin = 8;

    /// <summary>Draws a curve.</summary>
    /// <param name="x">Samples, at least one.</param>
    /// <param name="start">Time of the first.</param>
    /// <param name="interval">Time from one to the next.</param>
    /// <param name="width">Letters in a line.</param>
    /// <returns>Lines, the top one first.</returns>
    public static IReadOnlyList<string> Draw(double[] x, double start, double interval, int width)
    {
        var columns = Math.Clamp(width - Margin - 2, 10, 200);
        var top = Math.Max(0.1, x.Max());
        var bottom = Math.Min(-0.1, x.Min());
        var grid = Enumerable.Range(0, Rows).Select(_ => Enumerable.Repeat(' ', columns).ToArray()).ToArray();
        Array.Fill(grid[RowOf(0)], '-');
        for (var column = 0; column < columns; column++)
        {
            Fill(column);
        }

        return [.. grid.Select((line, row) => $"{Label(row),Margin} |{new string(line)}"), TimeAxis()];

        int RowOf(double value) => (int)Math.Round((top - value) / (top - bottom) * (Rows - 1));

        // The samples of a column, and the one before them, so that steep flanks stay joined.
        void Fill(int column)
        {
            var first = (int)((long)column * x.Length / columns);
            var last = Math.Max(first, (int)((long)(column + 1) * x.Length / columns) - 1);
            var part = x.AsSpan(Math.Max(0, first - 1), last - Math.Max(0, first - 1) + 1).ToArray();
            for (var row = RowOf(part.Max()); row <= RowOf(part.Min()); row++)
            {
                grid[row][column] = '*';
            }
        }

        string Label(int row) => row == 0 ? Number(top) : row == Rows - 1 ? Number(bottom) : row == RowOf(0) ? Number(0) : "";

        string TimeAxis()
        {
            var left = "t = " + Number(start);
            var right = Number(start + ((x.Length - 1) * interval));
            return new string(' ', Margin + 2) + left + right.PadLeft(Math.Max(1, columns - left.Length));
        }
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
