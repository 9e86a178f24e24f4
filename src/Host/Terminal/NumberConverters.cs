using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using FhnHw.Files;

namespace FhnHw.Host.Terminal;

/// <summary>A number; JSON knows no NaN and no infinity, so they become null, and null is read as NaN.</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : JsonRules.FiniteNumber.Of(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Writes an array of numbers on one line: traces have thousands.</summary>
internal sealed class NumberRowConverter<T> : JsonConverter<T[]>
    where T : INumber<T>
{
    /// <inheritdoc/>
    public override T[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("a list of numbers is none");
        }

        var numbers = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(NumberOf(reader.TokenType == JsonTokenType.Null ? double.NaN : JsonRules.FiniteNumber.Of(ref reader)));
        }

        return [.. numbers];
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T[] value, JsonSerializerOptions options) =>
        writer.WriteRawValue("[" + string.Join(", ", value.Select(Text)) + "]");

    private static T NumberOf(double value)
    {
        try
        {
            return T.CreateChecked(value);
        }
        catch (OverflowException error)
        {
            throw new JsonException("a number of a list does not fit", error);
        }
    }

    private static string Text(T number) =>
        T.IsFinite(number) ? number.ToString(null, CultureInfo.InvariantCulture) : "null";
}
