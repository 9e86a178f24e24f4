using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FhnHw.Files;

/// <summary>What is wrong with a text that should be JSON, in words for who wrote it: the library's own name classes and count from 0.</summary>
public static partial class JsonFault
{
    /// <summary>The rest of a sentence, without a full stop, such as <c>line 11, lanes is no whole number</c>.</summary>
    /// <param name="error">What the reader, or a check of what was read, threw.</param>
    /// <param name="type">What was to be read.</param>
    public static string InWords(JsonException error, Type type)
    {
        if (UnknownKey().Match(error.Message) is { Success: true } key)
        {
            return $"there is no key '{key.Groups[1].Value}'";
        }

        var place = error.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}") : null;
        if (error.Message.Contains("could not be converted to", StringComparison.Ordinal))
        {
            return $"{place}, {KeyOf(error)} is {Kind(type, KeyOf(error))}";
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

    // The reader names the type of the whole where a constructor takes the value.
    private static string Kind(Type type, string key)
    {
        var wanted = key.Split('.').Aggregate((Type?)type, (at, name) =>
            at?.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType);
        return Type.GetTypeCode(wanted is null ? null : Nullable.GetUnderlyingType(wanted) ?? wanted) switch
        {
            TypeCode.Int32 or TypeCode.Int64 => "no whole number",
            TypeCode.Double => "no number",
            TypeCode.Boolean => "neither true nor false",
            TypeCode.String => "no text",
            _ => "of another form",
        };
    }

    [GeneratedRegex("property '([^']*)' could not be mapped")]
    private static partial Regex UnknownKey();

    [GeneratedRegex(@"\s*(Path: \S+ \| )?LineNumber: \d+ \| BytePositionInLine: \d+\.?$")]
    private static partial Regex Place();
}
