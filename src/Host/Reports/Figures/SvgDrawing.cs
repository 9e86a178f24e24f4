using System.Globalization;
using System.Net;
using System.Text;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Collects the parts of an SVG in the colours of all figures; lengths are in pixels.</summary>
/// <param name="width">Width of the whole.</param>
/// <param name="height">Height of the whole.</param>
internal sealed class SvgDrawing(int width, int height)
{
    private const string Families = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";

    private readonly StringBuilder _parts = new();

    /// <summary>Width of the whole.</summary>
    public int Width => width;

    /// <summary>Height of the whole.</summary>
    public int Height => height;

    /// <summary>A filled rectangle.</summary>
    /// <param name="left">Its place.</param>
    /// <param name="top">Its place.</param>
    /// <param name="wide">Its width.</param>
    /// <param name="high">Its height.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="opacity">0 to 1.</param>
    /// <param name="words">What it tells under the pointer; null for nothing.</param>
    public void Fill(double left, double top, double wide, double high, FigureColour colour, double opacity = 1, string? words = null) => Add(
        $"<rect x=\"{left:0.##}\" y=\"{top:0.##}\" width=\"{wide:0.##}\" height=\"{high:0.##}\" fill=\"{colour.Light}\" fill-opacity=\"{opacity:0.###}\"",
        "rect", words);

    /// <summary>An outline that tells something under the pointer, inside it too.</summary>
    public void Frame(double left, double top, double wide, double high, FigureColour colour, string? words = null) => Add(
        $"<rect x=\"{left:0.##}\" y=\"{top:0.##}\" width=\"{wide:0.##}\" height=\"{high:0.##}\" fill=\"none\" stroke=\"{colour.Light}\" pointer-events=\"all\"",
        "rect", words);

    /// <summary>Lines as one path.</summary>
    /// <param name="data">The path, as SVG writes it.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="thickness">Its thickness.</param>
    public void Path(string data, FigureColour colour, double thickness = 1) =>
        Add($"<path d=\"{data}\" fill=\"none\" stroke=\"{colour.Light}\" stroke-width=\"{thickness:0.##}\"", "path", null);

    /// <summary>A line of text.</summary>
    /// <param name="x">Where its anchor is.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="size">Height of its letters.</param>
    /// <param name="colour">Its colour; ink unless given.</param>
    /// <param name="turn">Degrees to turn it about its anchor.</param>
    public void Text(double x, double y, string text, string anchor = "start", double size = 13, FigureColour? colour = null, double turn = 0)
    {
        var turned = turn == 0 ? "" : Invariant($" transform=\"rotate({turn:0.#} {x:0.##} {y:0.##})\"");
        _parts.Append(Invariant($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"{size:0.#}\" text-anchor=\"{anchor}\" "))
            .Append($"font-family=\"{Families}\" fill=\"{(colour ?? FigureColours.Ink).Light}\"{turned}>{WebUtility.HtmlEncode(text)}</text>\n");
    }

    /// <summary>A picture of pixels, which stay square when it is made larger.</summary>
    public void Picture(double left, double top, double wide, double high, byte[] png) =>
        _parts.Append(Invariant($"<image x=\"{left:0.##}\" y=\"{top:0.##}\" width=\"{wide:0.##}\" height=\"{high:0.##}\" preserveAspectRatio=\"none\" "))
            .Append($"style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>\n");

    /// <summary>The whole as one SVG element.</summary>
    /// <param name="title">What it is, for those who cannot see it.</param>
    public string Write(string title) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" "
        + $"aria-label=\"{WebUtility.HtmlEncode(title)}\"><title>{WebUtility.HtmlEncode(title)}</title>\n"
        + $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n{_parts}</svg>";

    private void Add(FormattableString start, string element, string? words) =>
        _parts.Append(Invariant(start)).Append(words is null ? "/>\n" : $"><title>{WebUtility.HtmlEncode(words)}</title></{element}>\n");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
