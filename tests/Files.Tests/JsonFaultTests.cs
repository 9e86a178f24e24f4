using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FhnHw.Files.Tests;

public class JsonFaultTests
{
    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonRules.FiniteNumber() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { JsonRules.RefuseNull } },
    };

    [Theory]
    [InlineData("{\n  \"lanes\": 4", "line 2: the file ends before its last brace")]
    [InlineData("{\n  \"lanes\": 4,\n}", "line 3: The JSON object contains a trailing comma at the end which is not supported in this mode; "
        + "Change the reader options")]
    [InlineData("{\n  \"lanes\": many }", "line 2: 'm' is an invalid start of a value")]
    [InlineData("{\n  \"lanes\": \"many\" }", "line 2, lanes is no whole number")]
    [InlineData("{\n  \"lanes\": 1.5 }", "line 2, lanes is no whole number")]
    [InlineData("{\n\n  \"clock\": true }", "line 3, clock is no number, or one too large")]
    [InlineData("{ \"title\": [] }", "line 1, title is no text")]
    [InlineData("{ \"fabric\": 2 }", "line 1, fabric is neither true nor false")]
    [InlineData("{ \"inner\": { \"cells\": [] } }", "line 1, inner.cells is no whole number")]
    [InlineData("{ \"colour\": 2 }", "there is no key 'colour'")]
    [InlineData("{ \"lanes\": 4 }", "title is missing or null")]
    public void A_fault_is_told_by_its_line_counted_from_1_and_by_its_key(string text, string words)
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Board>(text, Style));
        Assert.StartsWith(words, JsonFault.InWords(error));
        Assert.DoesNotContain("LineNumber", JsonFault.InWords(error));
        Assert.DoesNotContain("System.", JsonFault.InWords(error));
    }

    private sealed record Board(string Title, int? Lanes, double Clock, bool Fabric, Inner? Inner);

    private sealed record Inner(int Cells);
}
