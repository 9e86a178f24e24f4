using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FhnHw.Files;

/// <summary>
/// What .NET's reader of JSON lets pass and the types rule out: null or nothing where an object or a text must be, null among the elements of a list, and
/// numbers such as 1e999, which it reads as infinite. With these rules each is a <see cref="JsonException"/>, as text of another form is.
/// </summary>
public static class JsonRules
{
    /// <summary>What <see cref="FiniteNumber"/> says.</summary>
    internal const string NoNumber = "a number is none, or too large";

    /// <summary>Refuses null, and what was left out, where a type does not allow null.</summary>
    /// <param name="type">Gets the rule; a modifier of a <see cref="DefaultJsonTypeInfoResolver"/>.</param>
    public static void RefuseNull(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { IsValueType: false })
        {
            type.OnDeserialized = list => Require(!((IEnumerable)list).Cast<object?>().Contains(null), "null stands in a list");
        }
        else if (type.Kind == JsonTypeInfoKind.Object)
        {
            JsonPropertyInfo[] needed = [.. type.Properties.Where(IsNeeded)];
            type.OnDeserialized = value =>
            {
                foreach (var property in needed)
                {
                    Require(property.Get!(value) is not null, $"{property.Name} is missing or null");
                }
            };
        }
    }

    // A property that is read, and not one that is only written.
    private static bool IsNeeded(JsonPropertyInfo property) =>
        !property.PropertyType.IsValueType && !property.IsGetNullable && property.Get is not null
        && (property.Set is not null || property.AssociatedParameter is not null);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new JsonException(otherwise);
        }
    }

    /// <summary>A number that is finite.</summary>
    public sealed class FiniteNumber : JsonConverter<double>
    {
        /// <inheritdoc/>
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(ref reader);

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

        /// <summary>Takes the reader's number.</summary>
        /// <exception cref="JsonException">It is none, or beyond what a double can hold.</exception>
        public static double Of(ref Utf8JsonReader reader) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value)
                ? value
                : throw new JsonException(NoNumber);
    }
}
