using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FhnHw.Host.Commands.Output;

/// <summary>Writes a number; JSON knows no NaN and no infinity, so they become null.</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

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
    public override T[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Results are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T[] value, JsonSerializerOptions options) =>
        writer.WriteRawValue("[" + string.Join(", ", value.Select(Text)) + "]");

    private static string Text(T number) =>
        T.IsFinite(number) ? number.ToString(null, CultureInfo.InvariantCulture) : "null";
}
