using System.Globalization;
using System.Text;

namespace FhnHw.Generate.Architecture;

/// <summary>docs/architecture.svg: the assemblies as panels, their folders as boxes, and an arrow from each that uses another.</summary>
internal static class Picture
{
    private const double Edge = 20, Head = 34, Box = 28, RowStep = 62, Between = 46, Side = 60, Foot = 16;

    private const string Style = """
        <style>
          .paper { fill: #ffffff } .panel { fill: #f3f5f8; stroke: #8c96a3 } .box { fill: #ffffff; stroke: #57606a }
          text { font: 13px ui-sans-serif, system-ui, 'DejaVu Sans', sans-serif; fill: #1f2328 } .title { font-size: 15px; font-weight: bold }
          .use { fill: none; stroke: #57606a; stroke-width: 1.2 } .known { fill: none; stroke: #0a58b8; stroke-width: 2.2 }
          .tip { fill: #57606a } .knownTip { fill: #0a58b8 }
          @media (prefers-color-scheme: dark) {
            .paper { fill: #0d1117 } .panel { fill: #161b22; stroke: #6e7681 } .box { fill: #0d1117; stroke: #a3adb8 }
            text { fill: #e6edf3 } .use { stroke: #a3adb8 } .known { stroke: #6cb0ff } .tip { fill: #a3adb8 } .knownTip { fill: #6cb0ff }
          }
        </style>
        <defs>
          <marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
            <path class="tip" d="M0 0 8 4 0 8z"/>
          </marker>
          <marker id="knownTip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="12" markerHeight="12" markerUnits="userSpaceOnUse" orient="auto">
            <path class="knownTip" d="M0 0 8 4 0 8z"/>
          </marker>
        </defs>

        """;

    /// <summary>The picture.</summary>
    public static IEnumerable<GeneratedFile> Files() => [new("docs/architecture.svg", Text())];

    private static string Text()
    {
        var (host, training, boards) = (Of("fhnhw"), Of("FhnHw.Training"), Of("FhnHw.Boards"));
        var (kernels, files) = (Of("FhnHw.Kernels"), Of("FhnHw.Files"));
        var inner = Math.Max(Math.Max(host.Width, training.Width + Between + boards.Width), kernels.Width + (2 * Side));
        var half = (inner - Between) / 2;
        var (leftWidth, rightWidth) = training.Width > half ? (training.Width, inner - Between - training.Width)
            : boards.Width > half ? (inner - Between - boards.Width, boards.Width) : (half, half);
        var (y2, rightX) = (Edge + HeightOf(host) + Between, Edge + leftWidth + Between);
        var y3 = y2 + Math.Max(HeightOf(training), HeightOf(boards)) + Between;
        var y4 = y3 + HeightOf(kernels) + Between;
        var body = new StringBuilder();
        Draw(body, host, Edge, Edge, inner, HeightOf(host));
        Draw(body, training, Edge, y2, leftWidth, y3 - Between - y2);
        Draw(body, boards, rightX, y2, rightWidth, y3 - Between - y2);
        Draw(body, kernels, Edge + Side, y3, inner - (2 * Side), HeightOf(kernels));
        Draw(body, files, Edge, y4, inner, Head);
        var (left, right) = (Edge + (leftWidth / 2), rightX + (rightWidth / 2));
        Known(body, left, y2 - Between, y2);
        Known(body, right, y2 - Between, y2);
        Known(body, left, y3 - Between, y3);
        Known(body, right, y3 - Between, y3);
        Known(body, Edge + (Side / 2), y3 - Between, y4);
        Known(body, Edge + inner - (Side / 2), y3 - Between, y4);
        var (width, height) = (inner + (2 * Edge), y4 + Head + Edge);
        var size = Number($"width=\"{width:0.#}\" height=\"{height:0.#}\"");
        return Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0.#} {height:0.#}\" {size} role=\"img\">")
            + "<title>The assemblies and their folders: an arrow goes from the one that uses to the one that is used</title>\n"
            + Style.ReplaceLineEndings("\n") + Line($"<rect class=\"paper\" {size}/>") + body + "</svg>\n";
    }

    private static Panel Of(string assembly) => new(Folders.Of(assembly));

    private static double HeightOf(Panel panel) => Head + ((panel.Rows - 1) * RowStep) + Box + Foot;

    private static void Draw(StringBuilder svg, Panel panel, double x, double y, double width, double height)
    {
        svg.Append(Line($"<rect class=\"panel\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"6\"/>"))
            .Append(Line($"<text class=\"title\" x=\"{x + 12:0.#}\" y=\"{y + 22:0.#}\">{panel.Title}</text>"));
        var left = x + ((width - panel.Width) / 2);
        foreach (var arrow in panel.Arrows)
        {
            svg.Append(Line($"<path class=\"use\" marker-end=\"url(#tip)\" d=\"{Way(arrow)}\"/>"));
        }

        foreach (var box in panel.Boxes)
        {
            var start = left + box.X - (box.Width / 2);
            svg.Append(Line($"<rect class=\"box\" x=\"{start:0.#}\" y=\"{TopOf(box):0.#}\" width=\"{box.Width:0.#}\" height=\"{Box}\" rx=\"4\"/>"))
                .Append(Line($"<text x=\"{left + box.X:0.#}\" y=\"{TopOf(box) + 18.5:0.#}\" text-anchor=\"middle\">{box.Name}</text>"));
        }

        double TopOf(Node node) => y + height - Foot - Box - (node.Row * RowStep);

        // Straight down through the height of each row that is crossed, a curve between rows.
        string Way(List<Node> arrow)
        {
            var way = new StringBuilder(Number($"M{left + arrow[0].X:0.#} {TopOf(arrow[0]) + Box:0.#}"));
            foreach (var (from, to) in arrow.Zip(arrow.Skip(1)))
            {
                var (startX, startY, endX, endY) = (left + from.X, TopOf(from) + Box, left + to.X, TopOf(to));
                var bend = (endY - startY) / 2;
                way.Append(Number($"C{startX:0.#} {startY + bend:0.#} {endX:0.#} {endY - bend:0.#} {endX:0.#} {endY:0.#}"));
                way.Append(to.Name is null ? Number($"V{endY + Box:0.#}") : "");
            }

            return way.ToString();
        }
    }

    private static void Known(StringBuilder svg, double x, double from, double to) =>
        svg.Append(Line($"<path class=\"known\" marker-end=\"url(#knownTip)\" d=\"M{x:0.#} {from:0.#}V{to:0.#}\"/>"));

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Line(FormattableString text) => Number(text) + "\n";
}
