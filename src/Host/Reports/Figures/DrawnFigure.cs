namespace FhnHw.Host.Reports.Figures;

/// <summary>A figure of small parts, written as SVG by the program itself: pictures, tables of colours, bars. Each part tells its numbers as a title.</summary>
/// <param name="Name">File name without an ending.</param>
/// <param name="Title">A few words.</param>
/// <param name="Caption">What it shows and what to see in it.</param>
/// <param name="Drawing">The SVG.</param>
/// <param name="Head">Names of the columns of its numbers.</param>
/// <param name="Rows">Its numbers, row by row.</param>
internal sealed record DrawnFigure(
    string Name, string Title, string Caption, SvgDrawing Drawing, IReadOnlyList<string> Head, IEnumerable<IReadOnlyList<string>> Rows) : IFigure
{
    /// <inheritdoc/>
    public bool IsBroad { get; init; }

    /// <inheritdoc/>
    public string Svg() => Drawing.Write(Title);

    /// <inheritdoc/>
    public byte[]? Png() => null;

    /// <inheritdoc/>
    public string Csv() => FigureCsv.Of(Head, Rows);

    /// <inheritdoc/>
    public string? Places() => null;
}
