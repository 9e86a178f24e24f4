using SkiaSharp;

namespace FhnHw.Host.Reports.Figures;

/// <summary>The font of figures' text. Skia draws no text at all where the machine has no font.</summary>
internal static class FigureFonts
{
    /// <summary>The sentence for a machine without fonts.</summary>
    public const string Missing =
        "This machine has no font, so the figures have no text; install one (on Debian: apt-get install fonts-dejavu-core) and run "
        + "'fhnhw report' on the folder.";

    private static readonly string[] Preferred = ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial", "Helvetica", "Segoe UI"];

    /// <summary>The family that figures are drawn with; null where the machine has none.</summary>
    public static string? Family { get; } = Choose(SKFontManager.Default.FontFamilies);

    /// <summary>The width of a text, pixels.</summary>
    public static float Measure(string text, float size)
    {
        using var face = SKTypeface.FromFamilyName(Family);
        using var font = new SKFont(face, size);
        return font.MeasureText(text);
    }

    /// <summary>The best of some families. Skia counts a nameless one where there is none.</summary>
    public static string? Choose(IEnumerable<string> families)
    {
        var named = families.Where(name => !string.IsNullOrWhiteSpace(name)).ToArray();
        return Preferred.FirstOrDefault(named.Contains)
            ?? Array.Find(named, name => name.Contains("Sans", StringComparison.Ordinal))
            ?? named.FirstOrDefault();
    }
}
