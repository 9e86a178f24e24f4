using System.Buffers;
using ScottPlot;
using SkiaSharp;

namespace FhnHw.Host.Reports.Figures;

/// <summary>A plot with its words.</summary>
/// <param name="Name">File name without an ending, such as <c>figure-2-phase-plane</c>.</param>
/// <param name="Title">A few words above it, for those who cannot see it too.</param>
/// <param name="Caption">What it shows and what to see in it.</param>
/// <param name="Plot">The plot.</param>
/// <param name="Height">Height at a width of <see cref="Width"/>, pixels.</param>
internal sealed record Figure(string Name, string Title, string Caption, Plot Plot, int Height = 360) : IFigure
{
    /// <summary>Width of every figure, pixels: narrow, so that its text stays readable on a phone.</summary>
    public const int Width = 560;

    // PNG files are for print.
    private const int PngScale = 3;

    // ScottPlot 5.1 draws the other markers by a path that nothing holds on to: where it is collected before Skia is through with it, the process
    // crashes.
    private static readonly MarkerShape[] Safe =
        [MarkerShape.None, MarkerShape.FilledCircle, MarkerShape.OpenCircle, MarkerShape.FilledSquare, MarkerShape.OpenSquare];

    // Figures have areas of one colour on an opaque ground. Skia tries each of PNG's filters on each row otherwise: three times the time, the same size.
    private static readonly SKPngEncoderOptions Packed = new(SKPngEncoderFilterFlags.None, zLibLevel: 6);

    private static readonly ArrayPool<byte> Pixels = ArrayPool<byte>.Create(maxArrayLength: 1 << 24, maxArraysPerBucket: 2);

    private string? _svg, _places;

    /// <summary>What its lines are called that have no name in the legend; a number follows.</summary>
    public string Unnamed { get; init; } = "line";

    /// <summary>Numbers that are drawn as an area.</summary>
    public IReadOnlyList<NumberSeries> Areas { get; init; } = [];

    /// <summary>False for one of many small plots, which has no PNG.</summary>
    public bool HasPng { get; init; } = true;

    /// <inheritdoc/>
    public bool IsBroad => false;

    /// <summary>How far each line was moved up, so that they stand apart; empty where none was.</summary>
    public IReadOnlyList<double> MovedUp { get; init; } = [];

    /// <summary>The vertical quantity among the numbers; null for that of the axis.</summary>
    public string? Quantity { get; init; }

    /// <inheritdoc/>
    public string Csv() => FigureCsv.Of(Plot, Numbers, Quantity);

    /// <inheritdoc/>
    public string? Places() => _places;

    private IReadOnlyList<NumberSeries> Numbers =>
    [
        .. PlotNumbers.Of(Plot, Unnamed).Select((one, n) => n < MovedUp.Count ? one with { MovedUp = MovedUp[n] } : one),
        .. Areas,
    ];

    /// <summary>The figure as one SVG element that scales to its place; drawn once.</summary>
    /// <exception cref="InvalidOperationException">A marker is none that is drawn safely.</exception>
    public string Svg()
    {
        CheckMarkers();
        lock (Plot.Sync)
        {
            if (_svg is null)
            {
                _svg = FigureSvg.Tidy(Plot.GetSvgXml(Width, Height), this);
                _places = FigurePlaces.Of(Plot, Numbers);
            }

            return _svg;
        }
    }

    /// <summary>The figure as a PNG file, at three times the size; null where it has none.</summary>
    /// <exception cref="InvalidOperationException">A marker is none that is drawn safely.</exception>
    public byte[]? Png()
    {
        if (!HasPng)
        {
            return null;
        }

        CheckMarkers();
        lock (Plot.Sync)
        {
            var before = Plot.ScaleFactor;
            Plot.ScaleFactor = PngScale;
            var bytes = DrawPng(Plot, Width * PngScale, Height * PngScale);
            Plot.ScaleFactor = before;
            return bytes;
        }
    }

    // The pixels, 7 MB, are the managed heap's, the same for one picture after the other. Skia would take them from the C library, which keeps freed
    // blocks of that size, one or two for each of up to 8 arenas a core that a thread has drawn in: a process that draws reports for hours would grow by
    // some 100 MB. The shared pool would keep one for each thread that has drawn; this one keeps two for the process.
    private static unsafe byte[] DrawPng(Plot plot, int width, int height)
    {
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        var shared = Pixels.Rent(info.BytesSize);
        shared.AsSpan().Clear();
        fixed (byte* pixels = shared)
        {
            using var surface = SKSurface.Create(info, (nint)pixels, info.RowBytes);
            plot.Render(surface.Canvas, width, height);
            surface.Canvas.Flush();
            using var picture = new SKPixmap(info.WithAlphaType(SKAlphaType.Opaque), (nint)pixels, info.RowBytes);
            using var packed = picture.Encode(Packed);
            Pixels.Return(shared);
            return packed!.ToArray();
        }
    }

    private void CheckMarkers()
    {
        var shapes = Plot.GetPlottables().OfType<IHasMarker>().Select(marks => marks.MarkerStyle.Shape);
        foreach (var shape in shapes.Where(shape => !Safe.Contains(shape)))
        {
            throw new InvalidOperationException($"{shape} is a marker that may crash Skia; take a circle or a square.");
        }
    }
}
