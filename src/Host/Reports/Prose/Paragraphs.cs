using System.Text.RegularExpressions;

namespace FhnHw.Host.Reports.Prose;

/// <summary>
/// The long texts of a report: lead, captions, explanations. Each stands under a name in a file beside this class, so that prose is edited
/// as prose; sections ask for it by name and give the numbers in it.
/// </summary>
/// <remarks>
/// A line <c># name</c> begins a paragraph; the lines below it, up to the next, are joined by blanks. <c>{place}</c> is where a number or some
/// words go.
/// </remarks>
internal sealed partial class Paragraphs
{
    private readonly Dictionary<string, string> _texts;
    private readonly string _file;

    private Paragraphs(string file, string text)
    {
        _file = file;
        _texts = Written().Matches(text.ReplaceLineEndings("\n")).ToDictionary(
            paragraph => paragraph.Groups["name"].Value,
            paragraph => paragraph.Groups["lines"].Value.Trim().Replace('\n', ' '));
    }

    /// <summary>Those of the paper's reproduction, <c>paper.md</c>.</summary>
    public static Paragraphs Paper { get; } = OfProgram("paper.md");

    /// <summary>Those of a comparison of formats, <c>compare.md</c>.</summary>
    public static Paragraphs Compare { get; } = OfProgram("compare.md");

    /// <summary>Those of a calibration, <c>calibration.md</c>.</summary>
    public static Paragraphs Calibration { get; } = OfProgram("calibration.md");

    /// <summary>Those of single networks and of robustness, <c>training.md</c>.</summary>
    public static Paragraphs Training { get; } = OfProgram("training.md");

    /// <summary>Those of noise on hidden outputs, <c>noise.md</c>.</summary>
    public static Paragraphs Noise { get; } = OfProgram("noise.md");

    /// <summary>Those of the comparison with peers, <c>speed.md</c>.</summary>
    public static Paragraphs Speed { get; } = OfProgram("speed.md");

    /// <summary>Names of all paragraphs, in the order in which they are written.</summary>
    public IReadOnlyCollection<string> Names => _texts.Keys;

    /// <summary>Takes the paragraphs from a text.</summary>
    /// <param name="file">What the text is called, for errors.</param>
    /// <param name="text">The text.</param>
    public static Paragraphs Of(string file, string text) => new(file, text);

    /// <summary>The places of a paragraph that wait for words.</summary>
    /// <param name="name">Its name.</param>
    public IEnumerable<string> Places(string name) => Place().Matches(Text(name)).Select(place => place.Groups[1].Value).Distinct();

    /// <summary>A paragraph with all its places filled.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="words">Words for each place; all are needed, and no others.</param>
    /// <exception cref="ArgumentException">There is no such paragraph, or its places are others.</exception>
    public string Say(string name, params IReadOnlyList<(string Place, string Words)> words)
    {
        if (!Places(name).ToHashSet().SetEquals(words.Select(word => word.Place)))
        {
            var given = string.Join(", ", words.Select(word => word.Place));
            throw new ArgumentException(
                $"Paragraph '{name}' of {_file} has places {string.Join(", ", Places(name))}; words came for {given}.", nameof(words));
        }

        return Place().Replace(Text(name), place => words.First(word => word.Place == place.Groups[1].Value).Words);
    }

    private static Paragraphs OfProgram(string file)
    {
        using var stream = typeof(Paragraphs).Assembly.GetManifestResourceStream($"FhnHw.Host.Reports.Prose.{file}")!;
        using var reader = new StreamReader(stream);
        return new Paragraphs(file, reader.ReadToEnd());
    }

    private string Text(string name) => _texts.TryGetValue(name, out var text)
        ? text
        : throw new ArgumentException($"There is no paragraph '{name}' in {_file}.", nameof(name));

    [GeneratedRegex(@"^# (?<name>\S+)\n(?<lines>(?:(?!# ).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Written();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
