using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FhnHw.Files;

/// <summary>What is wrong with a text that should be JSON, in words for who wrote it: the library's own name classes and count from 0.</summary>
public static partial class JsonFault
{
    /// <summary>The rest of a sentence, without a full stop, such as <c>line 11, lanes is no whole number</c>.</summary>
    /// <param name="error">What the reader, or a check of what was read, threw.</param>
    public static string InWords(JsonException error)
    {
        if (UnknownKey().Match(error.Message) is { Success: true } key)
        {
            return $"there is no key '{key.Groups[1].Value}'";
        }

        var place = error.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}") : null;
        if (WrongKind().Match(error.Message) is { Success: true } kind)
        {
            return $"{place}, {KeyOf(error)} is {Kind(kind.Groups["kind"].Value)}";
        }

        if (error is { Message: JsonRules.NoNumber, Path: not null })
        {
            return $"{place}, {KeyOf(error)} is no number, or one too large";
        }

        var what = Place().Replace(error.Message, "").TrimEnd('.').Replace(". ", "; ", StringComparison.Ordinal);
        return error.Message.StartsWith("Expected depth to be zero", StringComparison.Ordinal) ? $"{place}: the file ends before its last brace"
            : !Place().IsMatch(error.Message) ? what // the words of a check, which name the key themselves
            : $"{place}: {what}";
    }

    private static string KeyOf(JsonException error) => error.Path is { Length: > 2 } path ? path[2..] : "the whole of it";

    private static string Kind(string type) => type switch
    {
        "Int32" or "Int64" => "no whole number",
        "Double" => "no number",
        "Boolean" => "neither true nor false",
        "String" => "no text",
        _ => "of another form",
    };

    [GeneratedRegex("property '([^']*)' could not be mapped")]
    private static partial Regex UnknownKey();

    // A type that may be left out is told as System.Nullable`1[System.Int32].
    [GeneratedRegex(@"could not be converted to .*?(?<kind>[A-Za-z0-9]+)\]?\. Path: ")]
    private static partial Regex WrongKind();

    [GeneratedRegex(@"\s*(Path: \S+ \| )?LineNumber: \d+ \| BytePositionInLine: \d+\.?$")]
    private static partial Regex Place();
}
