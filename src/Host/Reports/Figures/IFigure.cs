namespace FhnHw.Host.Reports.Figures;

/// <summary>A figure of a report: a picture with its words, and the numbers in it.</summary>
internal interface IFigure
{
    /// <summary>File name without an ending, such as <c>figure-2-phase-plane</c>.</summary>
    string Name { get; }

    /// <summary>A few words above it, for those who cannot see it too.</summary>
    string Title { get; }

    /// <summary>What it shows and what to see in it.</summary>
    string Caption { get; }

    /// <summary>True for a picture of many small parts, which takes the page's whole width.</summary>
    bool IsBroad { get; }

    /// <summary>The figure as one SVG element that scales to its place.</summary>
    string Svg();

    /// <summary>The figure as a PNG file; null where it is SVG only.</summary>
    byte[]? Png();

    /// <summary>The numbers in it as CSV, a line of names first.</summary>
    string Csv();

    /// <summary>
    /// Where its numbers lie in the picture, as JSON for the page's script; null where the picture tells them itself, and before <see cref="Svg"/>.
    /// </summary>
    string? Places();
}
