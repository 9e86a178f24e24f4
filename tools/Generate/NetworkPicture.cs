using System.Globalization;
using System.Text;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;

namespace FhnHw.Generate;

/// <summary>
/// docs/network.svg, the picture of the first page: from an image through the cells to a class, and where the gradient goes. The digit is one of the
/// program's own, the traces are the normative step at the currents that the codes stand for.
/// </summary>
internal static class NetworkPicture
{
    private const int Width = 980, Height = 372, Top = 56, Row = 62;

    // Sums of the four cells that are drawn.
    private static readonly double[] Sums = [1.1, 0.3, -0.25, -0.9];

    private static readonly StringBuilder Svg = new();

    public static IEnumerable<GeneratedFile> Files()
    {
        Svg.Clear();
        Begin();
        Image();
        Fans();
        for (var cell = 0; cell < Sums.Length; cell++)
        {
            Encoder(cell);
            Trace(cell);
        }

        Readout();
        Gradient();
        Svg.Append("</svg>\n");
        return [new GeneratedFile("docs/network.svg", Svg.ToString())];
    }

    private static void Begin()
    {
        Svg.Append($$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{Height}}" width="{{Width}}" height="{{Height}}" role="img">
            <title>An image's pixels times W1 give a sum for each cell; its tanh, rounded to a code, sets the cell's current; the cells' traces are read
            out by W2 at each sample, and the class that leads most often wins. The gradient goes back past the cells through a surrogate.</title>
            <style>
              .paper { fill: #ffffff } .box { fill: #f3f5f8; stroke: #8c96a3 } .cells { fill: #eef5fc; stroke: #0a58b8; stroke-width: 1.6 }
              text { font: 13px ui-sans-serif, system-ui, 'DejaVu Sans', sans-serif; fill: #1f2328 } .title { font-weight: bold } .small { font-size: 11.5px }
              .line { fill: none; stroke: #57606a } .fan { stroke: #8c96a3; stroke-width: .7; fill: none } .x { fill: none; stroke: #0a58b8; stroke-width: 1.3 }
              .ink { fill: #1f2328 } .bar { fill: #8c96a3 } .win { fill: #0a58b8 } .back { fill: none; stroke: #c9540b; stroke-width: 2 }
              .dash { stroke-dasharray: 6 4 } .backText { fill: #a8450a } .backTip { fill: #c9540b } .tip { fill: #57606a }
              @media (prefers-color-scheme: dark) {
                .paper { fill: #0d1117 } .box { fill: #161b22; stroke: #6e7681 } .cells { fill: #0f1d2e; stroke: #6cb0ff }
                text { fill: #e6edf3 } .line { stroke: #a3adb8 } .x { stroke: #6cb0ff } .ink { fill: #e6edf3 } .win { fill: #6cb0ff }
                .back { stroke: #f2a05c } .backText { fill: #f2a05c } .backTip { fill: #f2a05c } .tip { fill: #a3adb8 }
              }
            </style>
            <defs>
              <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
                <path class="tip" d="M0 0 8 4 0 8z"/></marker>
              <marker id="backTip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="12" markerHeight="12" markerUnits="userSpaceOnUse" orient="auto">
                <path class="backTip" d="M0 0 8 4 0 8z"/></marker>
            </defs>
            <rect class="paper" width="{{Width}}" height="{{Height}}"/>

            """);
        Text(78, 24, "image", "title");
        Text(78, 40, "784 pixels", "small");
        Text(226, 24, "W1", "title");
        Text(226, 40, "weights, biases", "small");
        Text(362, 24, "tanh → current I", "title");
        Text(362, 40, "rounded to a code", "small");
        Text(588, 24, "FitzHugh-Nagumo neurons: x over time", "title");
        Text(588, 40, "FPGA, OpenCL, CPU (equal bits), or yours", "small");
        Text(784, 24, "W2", "title");
        Text(784, 40, "at each sample", "small");
        Text(896, 24, "vote", "title");
        Text(896, 40, "samples won", "small");
    }

    private static void Image()
    {
        const double Left = 22, Side = 112, Pixel = Side / 28;
        var (top, images) = (Middle - (Side / 2), BuiltInDigits.Generate(10, 10).Test);
        var picture = images.Image(Array.IndexOf(images.Labels, (byte)3));
        Rect("box", Left, top, Side, Side);
        for (var shade = 1; shade <= 3; shade++)
        {
            var path = new StringBuilder();
            for (var pixel = 0; pixel < picture.Length; pixel++)
            {
                if ((picture[pixel] + 63) / 85 == shade)
                {
                    path.Append(Said($"M{Left + (pixel % 28 * Pixel):0.#} {top + (pixel / 28 * Pixel):0.#}h4v4h-4z"));
                }
            }

            Svg.Append(Said($"<path class=\"ink\" fill-opacity=\"{shade / 3.0:0.##}\" d=\"{path}\"/>\n"));
        }
    }

    private static double Middle => Top + (2 * Row);

    private static double At(int cell) => Top + ((cell + 0.5) * Row);

    private static void Fans()
    {
        for (var cell = 0; cell < Sums.Length; cell++)
        {
            for (var from = -3; from <= 3; from++)
            {
                Svg.Append(Said($"<path class=\"fan\" d=\"M136 {Middle + (16 * from):0.#}L290 {At(cell):0.#}\"/>\n"));
            }
        }
    }

    // The curve, stepped, and where this cell's sum lies on it.
    private static void Encoder(int cell)
    {
        const double Left = 314, Wide = 96, High = 46;
        var middle = At(cell);
        Svg.Append(Said($"<circle class=\"box\" cx=\"298\" cy=\"{middle:0.#}\" r=\"9\"/>\n"));
        Svg.Append(Said($"<path class=\"line\" d=\"M294 {middle:0.#}h8M298 {middle - 4:0.#}v8\"/>\n"));
        Rect("box", Left, middle - (High / 2), Wide, High);
        var path = new StringBuilder();
        for (var n = 0; n <= 48; n++)
        {
            var sum = (n - 24) / 8.0;
            var y = middle - (High * 0.44 * Math.Round(Math.Tanh(sum) * 7) / 7);
            path.Append(Said($"{(n == 0 ? $"M{Left:0} {y:0.#}" : $"H{Left + (n * Wide / 48):0.#}V{y:0.#}")}"));
        }

        Svg.Append(Said($"<path class=\"line\" d=\"{path}\"/>\n"));
        var (x, at) = (Left + (Wide * (Sums[cell] + 3) / 6), middle - (High * 0.44 * Math.Tanh(Sums[cell])));
        Svg.Append(Said($"<circle class=\"win\" cx=\"{x:0.#}\" cy=\"{at:0.#}\" r=\"3.5\"/>\n"));
        Svg.Append(Said($"<path class=\"line\" marker-end=\"url(#tip)\" d=\"M412 {middle:0.#}h22\"/>\n"));
    }

    // x of one cell by the normative step, after the transient.
    private static void Trace(int cell)
    {
        const double Left = 440, Wide = 296, High = 50;
        const int Transient = 2560, Shown = 1900, Every = 8;
        var (middle, current) = (At(cell), CurrentCodes.UsualGamma * Math.Tanh(Sums[cell]));
        Rect("cells", Left, middle - (High / 2), Wide, High);
        var constants = new CellConstants(new CellFormat(), new CellParameters());
        var (state, word, path) = (constants.InitialState, constants.InputWord(current), new StringBuilder());
        for (var step = 0; step < Transient + Shown; step++)
        {
            if (step >= Transient && step % Every == 0)
            {
                var x = state.X / (double)(1 << constants.Format.Fraction) * CellConstants.Sqrt3;
                path.Append(Said($"{(path.Length == 0 ? "M" : "L")}{Left + (Wide * (step - Transient) / Shown):0.#} {middle - (x * High * 0.21):0.#}"));
            }

            state = FixedStep.Advance(state, word, constants, out _);
        }

        Svg.Append(Said($"<path class=\"x\" d=\"{path}\"/>\n"));
        Svg.Append(Said($"<path class=\"line\" marker-end=\"url(#tip)\" d=\"M738 {middle:0.#}h20\"/>\n"));
    }

    private static void Readout()
    {
        double[] votes = [2, 0, 6, 84, 0, 4, 0, 1, 3, 0];
        Rect("box", 760, Top + 4, 20, (4 * Row) - 8);
        for (var label = 0; label < votes.Length; label++)
        {
            var y = Top + 14 + (label * 23.4);
            Svg.Append(Said($"<path class=\"fan\" d=\"M780 {Middle:0.#}L836 {y + 5:0.#}\"/>\n"));
            Svg.Append(Said($"<rect class=\"{(label == 3 ? "win" : "bar")}\" x=\"856\" y=\"{y:0.#}\" width=\"{1 + votes[label]:0.#}\" height=\"11\"/>\n"));
            Svg.Append(Said($"<text x=\"847\" y=\"{y + 10:0.#}\" text-anchor=\"middle\" class=\"{(label == 3 ? "title" : "")}\">{label}</text>\n"));
        }
    }

    // Back from the loss: through W2, past the cells, through tanh to W1.
    private static void Gradient()
    {
        const double Y = Height - 44;
        Svg.Append(Said($"<path class=\"back\" marker-end=\"url(#backTip)\" d=\"M896 {Top + (4 * Row) + 2:0.#}V{Y:0.#}H772V{Top + (4 * Row) + 2:0.#}\"/>\n"));
        Svg.Append(Said($"<path class=\"back dash\" marker-end=\"url(#backTip)\" d=\"M758 {Y:0.#}H364V{Top + (4 * Row) + 2:0.#}\"/>\n"));
        Svg.Append(Said($"<path class=\"back\" marker-end=\"url(#backTip)\" d=\"M364 {Y:0.#}H226V{Top + (4 * Row) + 2:0.#}\"/>\n"));
        Svg.Append(Said($"<text class=\"backText\" x=\"900\" y=\"{Y + 20:0.#}\" text-anchor=\"middle\">gradient of the loss</text>\n"));
        Svg.Append(Said(
            $"<text class=\"backText\" x=\"562\" y=\"{Y + 20:0.#}\" text-anchor=\"middle\">past the neurons: a surrogate gradient</text>\n"));
        Svg.Append(Said($"<text class=\"backText\" x=\"226\" y=\"{Y + 20:0.#}\" text-anchor=\"middle\">W1 learns</text>\n"));
    }

    private static void Rect(string style, double left, double top, double wide, double high) => Svg.Append(
        Said($"<rect class=\"{style}\" x=\"{left:0.#}\" y=\"{top:0.#}\" width=\"{wide:0.#}\" height=\"{high:0.#}\" rx=\"4\"/>\n"));

    private static void Text(double x, double y, string words, string style) =>
        Svg.Append(Said($"<text class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"middle\">{words}</text>\n"));

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
