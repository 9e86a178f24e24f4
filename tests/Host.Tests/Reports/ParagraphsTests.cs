using System.Text.RegularExpressions;
using FhnHw.Host.Reports.Prose;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Reports;

/// <summary>Texts and the code that asks for them, read from the sources: a page that no sample makes is held to it too.</summary>
public partial class ParagraphsTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src", "Host", "Reports");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Folder, "Prose"), "*.md").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_paragraph_is_asked_for_and_every_one_asked_for_is_there(string file) => Assert.Equal(
        Read(file).Names.Order(StringComparer.Ordinal),
        Requests(file).Select(request => request.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_place_is_filled_and_no_words_are_left_over(string file) => Assert.All(Requests(file), request =>
        Assert.Equal(Read(file).Places(request.Name).Order(StringComparer.Ordinal), request.Places.Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_program_carries_the_texts_as_they_stand_in_the_sources(string file) =>
        Assert.Equal(Read(file).Names, ((Paragraphs)typeof(Paragraphs).GetProperty(Property(file))!.GetValue(null)!).Names);

    [Fact]
    public void The_lines_of_a_paragraph_are_joined_by_blanks_and_its_places_filled()
    {
        var text = Paragraphs.Of("a file", "# first\nOne {what},\ntwo {what}.\n\n# second\nNo place.\n");
        Assert.Equal("One line, two line.", text.Say("first", ("what", "line")));
        Assert.Equal("No place.", text.Say("second"));
    }

    [Fact]
    public void Words_may_hold_braces() => Assert.Equal("{x}", Paragraphs.Of("a file", "# first\n{what}\n").Say("first", ("what", "{x}")));

    [Fact]
    public void A_paragraph_that_is_not_there_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => Paragraphs.Of("a file", "# first\nText.\n").Say("other"));
        Assert.Contains("no paragraph 'other' in a file", error.Message);
    }

    [Fact]
    public void A_place_without_words_and_words_without_a_place_are_errors()
    {
        var text = Paragraphs.Of("a file", "# first\n{what}\n");
        Assert.Throws<ArgumentException>(() => text.Say("first"));
        Assert.Throws<ArgumentException>(() => text.Say("first", ("what", "1"), ("else", "2")));
    }

    private static Paragraphs Read(string file) => Paragraphs.Of(file, File.ReadAllText(Path.Combine(Folder, "Prose", file)));

    // paper.md is Paragraphs.Paper.
    private static string Property(string file) => char.ToUpperInvariant(file[0]) + Path.GetFileNameWithoutExtension(file)[1..];

    private static List<(string Name, string[] Places)> Requests(string file)
    {
        var found = new List<(string, string[])>();
        foreach (var source in Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText))
        {
            foreach (Match call in Call().Matches(source).Where(call => call.Groups["file"].Value == Property(file)))
            {
                var arguments = source[(call.Index + call.Length)..End(source, call.Index + call.Length)];
                found.Add((call.Groups["name"].Value, [.. Place().Matches(arguments).Select(place => place.Groups["place"].Value)]));
            }
        }

        return found;
    }

    // The parenthesis that closes the call.
    private static int End(string source, int start)
    {
        var end = start;
        for (var open = 1; open > 0; end++)
        {
            open += source[end] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return end;
    }

    [GeneratedRegex("""Paragraphs\.(?<file>\w+)\.Say\(\s*"(?<name>[^"]+)""")]
    private static partial Regex Call();

    [GeneratedRegex("""\("(?<place>[a-z]\w*)", """)]
    private static partial Regex Place();
}
