using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>A plot with its words.</summary>
/// <param name="Name">File name without an ending, such as <c>figure-2-phase-plane</c>.</param>
/// <param name="Title">A few words above it, for those who cannot see it too.</param>
/// <param name="Caption">What it shows and what to see in it.</param>
/// <param name="Plot">The plot.</param>
/// <param name="Height">Height at a width of <see cref="Width"/>, pixels.</param>
internal sealed record Figure(string Name, string Title, string Caption, Plot Plot, int Height = 360)
{
    /// <summary>Width of every figure, pixels: narrow, so that its text stays readable on a phone.</summary>
    public const int Width = 560;

    // PNG files are for print.
    private const int PngScale = 3;

    /// <summary>The figure as one SVG element that scales to its place.</summary>
    public string Svg() => FigureSvg.Tidy(Plot.GetSvgXml(Width, Height), this);

    /// <summary>The figure as a PNG file, at three times the size.</summary>
    public byte[] Png()
    {
        var before = Plot.ScaleFactor;
        Plot.ScaleFactor = PngScale;
        var bytes = Plot.GetImageBytes(Width * PngScale, Height * PngScale, ImageFormat.Png);
        Plot.ScaleFactor = before;
        return bytes;
    }
}
