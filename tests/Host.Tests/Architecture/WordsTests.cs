using System.Text.RegularExpressions;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Architecture;

/// <summary>Words that new users took for something else stay out of documents, help and reports; docs/glossary.md has the field's.</summary>
public sealed class WordsTests
{
    private static readonly (string Word, string Instead)[] Left =
    [
        (@"(equal|exact|compared|repeats?) to the bit\b", "bit-exact"),
        (@"\bimplant", "substitute"),
        (@"\bglimpse", "temporal crop"),
        (@"\bfree[- ]running\b", "stateful"),
        (@"\bthe managed (array|device)\b|--device managed", "cpu"),
        (@"\bstep length\b", "learning rate"),
        (@"\bright answers\b", "accuracy"),
        (@"\bcells of their own\b|\bg_ideal\b", "per-cell parameters"),
        (@"\b(cells|drives?) (are|is) held\b|\bheld drives?\b", "saturated, clipped"),
        (@"\bas a bench has\b", "non-ideal"),
        (@"\bword of the status\b", "readback word"),
        (@"\bjobs (were|are) out\b", "outstanding"),
        (@"\bwhere this comes from\b", "provenance"),
        (@"\bstatistical spread\b|\bcell-to-cell spread\b|\bspread of (offset|gain|the cells)", "mismatch"),
    ];

    // Prose of reports, and the reference, which is the help of all commands. The glossary names old words on purpose.
    private static readonly string[] Places = ["README.md", "CONTRIBUTING.md", "docs", "hdl", "tools/refdevice", "src/Host/Reports/Prose", "examples"];

    [Fact]
    public void No_document_and_no_help_page_has_a_word_that_was_left()
    {
        var pages = Places.Select(place => Path.Combine(Checkout.Root, place)).SelectMany(Pages).ToArray();
        Assert.True(pages.Length > 60, $"{pages.Length} pages");
        var found =
            from page in pages
            from line in File.ReadLines(page).Index()
            from word in Left
            where Regex.IsMatch(line.Item, word.Word, RegexOptions.IgnoreCase)
            select $"{Path.GetRelativePath(Checkout.Root, page)}:{line.Index + 1}: {word.Word} is now '{word.Instead}'";
        Assert.Empty(found);
    }

    private static IEnumerable<string> Pages(string place) => File.Exists(place)
        ? [place]
        : Directory.EnumerateFiles(place, "*.md", SearchOption.AllDirectories).Where(page => Path.GetFileName(page) != "glossary.md");
}
