using System.Globalization;
using System.Xml.Linq;

namespace FhnHw.Host.Reports.Figures;

/// <summary>
/// Makes Skia's SVG fit to stand in a page among others: it scales, its names are its own, and its text is text, in whatever
/// font the reader has.
/// </summary>
internal static class FigureSvg
{
    private const string Families = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Tidies one figure.</summary>
    /// <param name="xml">What Skia wrote.</param>
    /// <param name="figure">Whose picture it is.</param>
    public static string Tidy(string xml, Figure figure)
    {
        var root = XDocument.Parse(xml).Root!;
        Scale(root, figure);
        Describe(root, figure);
        var names = new Dictionary<string, string>();
        foreach (var element in root.Descendants().ToList())
        {
            OwnNames(element, figure.Name, names);
            if (element.Name == Svg + "text")
            {
                Flow(element);
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static void Scale(XElement root, Figure figure)
    {
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Figure.Width} {figure.Height}"));
        root.Attribute(XNamespace.Xmlns + "xlink")?.Remove();
    }

    private static void Describe(XElement root, Figure figure)
    {
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", figure.Title);
        root.AddFirst(new XElement(Svg + "title", figure.Title));
    }

    // Skia numbers clip paths through all pictures of a process. In one page each needs a name of its own, and a picture drawn
    // again should be the same; a name stands before its use.
    private static void OwnNames(XElement element, string figure, Dictionary<string, string> names)
    {
        if (element.Attribute("id") is { } id)
        {
            names[$"url(#{id.Value})"] = id.Value = $"{figure}-{names.Count + 1}";
        }

        foreach (var attribute in element.Attributes().Where(a => names.ContainsKey(a.Value)))
        {
            attribute.Value = $"url(#{names[attribute.Value]})";
        }
    }

    // Skia places every letter for its own font; here the first is placed and the width kept.
    private static void Flow(XElement text)
    {
        text.Value = text.Value.Trim();
        text.SetAttributeValue("font-family", Families);
        text.SetAttributeValue("x", Number(First(text, "x")));
        text.SetAttributeValue("y", Number(First(text, "y")));
        if (text.Value.Length > 0)
        {
            text.SetAttributeValue("textLength", Number(FigureFonts.Measure(text.Value, (float)First(text, "font-size"))));
            text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        }
    }

    private static double First(XElement text, string name) =>
        double.Parse(((string?)text.Attribute(name) ?? "0").Split(',')[0], CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
