using System.Globalization;
using System.Text;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Generate;

/// <summary>
/// docs/guide/datapath.svg: what computes a neuron, as hdl/rtl has it. Above a lane of the standard format, whose clocks are those of hdl/rtl/README.md;
/// below a cell of the parallel array at 3 bits. Widths are those of the constants.
/// </summary>
internal static class DatapathPicture
{
    private const int Width = 980, Height = 634, Below = 404;

    private static readonly StringBuilder Svg = new();

    public static IEnumerable<GeneratedFile> Files()
    {
        Svg.Clear();
        Begin();
        Lane(new CellConstants(new CellFormat(), new CellParameters()));
        Cell();
        Svg.Append("</svg>\n");
        return [new GeneratedFile("docs/guide/datapath.svg", Svg.ToString())];
    }

    private static void Begin() => Svg.Append($$"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{Height}}" width="{{Width}}" height="{{Height}}" role="img">
        <title>Two datapaths. A lane: X and Y of a cell come out of block RAM; q is X squared, r is q times X, f is X less r less Yh, d is f times C; X plus d is
        clamped and written back after 11 clocks; Y plus X plus S is written back after 4. A cell of the parallel array: a table of X and Yh gives the next
        X in one clock, X plus S is added to Y, and a scan chain carries S in and the state out.</title>
        <style>
          .paper { fill: #ffffff } .box { fill: #f3f5f8; stroke: #8c96a3 } .ram { fill: #eef5fc; stroke: #0a58b8; stroke-width: 1.6 }
          .dsp { fill: #fdf1e7; stroke: #c9540b; stroke-width: 1.6 } .tip { fill: #57606a } .line { fill: none; stroke: #57606a }
          text { font: 13px ui-sans-serif, system-ui, 'DejaVu Sans', sans-serif; fill: #1f2328 } .title { font-weight: bold } .small { font-size: 11.5px }
          @media (prefers-color-scheme: dark) {
            .paper { fill: #0d1117 } .box { fill: #161b22; stroke: #6e7681 } .ram { fill: #0f1d2e; stroke: #6cb0ff }
            .dsp { fill: #2a1a0e; stroke: #f2a05c } .tip { fill: #a3adb8 } .line { stroke: #a3adb8 } text { fill: #e6edf3 }
          }
        </style>
        <defs>
          <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
            <path class="tip" d="M0 0 8 4 0 8z"/></marker>
        </defs>
        <rect class="paper" width="{{Width}}" height="{{Height}}"/>

        """);

    private static void Lane(CellConstants constants)
    {
        var (format, high) = (constants.Format, constants.YhBits);
        var (w, low) = (format.WordBits, format.LowBits);
        Text(16, 22, "A lane (fhn_lane, fhn_step): one neuron-step a clock, many cells in turn", "title", "start");
        Box("ram", 16, 64, 112, 204, "block RAM", $"X, {w} bits", $"Yh, {high} bits", $"Yl, {low} bits", "of each cell");
        Box("ram", 16, 296, 112, 48, "block RAM", $"S, {w} bits");
        Box("dsp", 176, 64, 116, 62, "q = X · X", $">> {format.ProductShift}, {w} bits", "clocks 2, 3");
        Box("dsp", 324, 64, 116, 62, "r = q · X", $">> {format.ProductShift}, << {format.CubeShift}", "clocks 4, 5");
        Box("box", 472, 64, 116, 62, "f = X - r - Yh", $"{Math.Max(w, high) + 1} bits", "clock 6");
        Box("box", 620, 64, 116, 62, "d = f · C >> 16", "shifts and adds", "clocks 7, 8");
        Box("box", 768, 64, 88, 62, "Xu = X + d", "", "clock 9");
        Box("box", 884, 64, 80, 62, "clamp", $"±{format.XMax}", "clock 10");
        Box("box", 176, 164, 116, 48, "X - Yh", "clock 2");
        Box("box", 176, 248, 116, 62, "X + S", $"{w + 1} bits", "clock 2");
        Box("box", 324, 248, 116, 62, "A = Yl + X + S", $"{w + 2} bits", "clock 3");
        Box("box", 472, 248, 160, 62, $"Yh + (A >> {low})", $"Yl = A mod {1 << low}", "clock 4");
        Arrow("M128 95H176", "M292 95H324", "M440 95H472", "M588 95H620", "M736 95H768", "M856 95H884");
        Arrow("M128 188H176", "M292 188H530V126", "M128 262H176", "M146 320V290H176", "M292 279H324", "M440 279H472");
        Line("M128 320H146");
        Text(410, 182, "waits 4 clocks", "small");
        Arrow("M924 64V44H72V64");
        Text(498, 39, "Xn, written in clock 11", "small");
        Arrow("M632 279H660V362H150V238H128");
        Text(405, 356, "Yn, written in clock 4", "small");
        Arrow("M152 95V140H812V126");
        Text(640, 135, "X waits for d", "small");
        Text(690, 252, "orange: a multiplier, in a DSP block or in logic", "small", "start");
        Text(690, 272, "blue: block RAM; grey: an adder and its register", "small", "start");
        Text(690, 292, "C = round(65536 dt/eps): two shifts and two adds", "small", "start");
        Text(690, 312, "X, S: Q1.14; Y carries 8 bits more, so that", "small", "start");
        Text(690, 328, "the sum of X is kept exactly", "small", "start");
    }

    // dt = 2^-8 and three extra bits, the boards' format; the bits of Yh are those that runs meet.
    private static void Cell()
    {
        var format = new CellFormat(3, 8, 3);
        var constants = new CellConstants(format, new CellParameters());
        var (w, low, s) = (format.WordBits, format.LowBits, format.WordBits + format.CurrentExtraBits);
        var high = new NarrowTable(constants).YhBits;
        Text(16, Below, $"A cell of the parallel array (fhn_cell) at {w} bits: one step of every cell in every clock, no multiplier, no RAM", "title", "start");
        Box("box", 40, Below + 40, 130, 50, $"X, {w} bits", "register");
        Box("box", 230, Below + 40, 170, 50, "Xn by table", $"{w + high} inputs: X and Yh");
        Box("box", 40, Below + 130, 130, 50, "X + S", $"{w + 1} bits");
        Box("box", 230, Below + 130, 170, 50, $"Y, {high + low} bits", "accumulator");
        Box("box", 560, Below + 84, 210, 56, "scan chain", $"S, {s} bits, in; X and Y out", $"a stage of {s + 1} bits a cell");
        Arrow($"M170 {Below + 65}H230", $"M315 {Below + 40}V{Below + 24}H105V{Below + 40}", $"M105 {Below + 90}V{Below + 130}", $"M170 {Below + 155}H230");
        Arrow($"M315 {Below + 130}V{Below + 90}", $"M560 {Below + 124}H440V{Below + 206}H105V{Below + 180}");
        Arrow($"M400 {Below + 150}H480V{Below + 104}H560", $"M200 {Below + 65}V{Below + 32}H660V{Below + 84}", $"M770 {Below + 112}H840");
        Text(326, Below + 114, "Yh", "small", "start");
        Text(460, Below + 26, "X", "small");
        Text(452, Below + 200, "S", "small", "start");
        Text(490, Below + 98, "Y", "small", "start");
        Text(850, Below + 116, "to the next cell", "small", "start");
    }

    private static void Box(string style, int left, int top, int wide, int high, params string[] lines)
    {
        Svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" rx=\"4\"/>\n");
        var y = top + (high / 2) - (8 * (lines.Length - 1)) + 4;
        foreach (var (n, line) in lines.Index())
        {
            Text(left + (wide / 2), y + (16 * n), line, n == 0 ? "title" : "small");
        }
    }

    private static void Arrow(params string[] paths)
    {
        foreach (var path in paths)
        {
            Svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" marker-end=\"url(#tip)\" d=\"{path}\"/>\n");
        }
    }

    private static void Line(string path) => Svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" d=\"{path}\"/>\n");

    private static void Text(int x, int y, string words, string style, string anchor = "middle")
    {
        if (words.Length > 0)
        {
            var escaped = words.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
            Svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{escaped}</text>\n");
        }
    }
}
