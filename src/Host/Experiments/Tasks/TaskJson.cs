using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>How tasks' results and what decides them are written: every number to the bit, weights in base64.</summary>
internal static class TaskJson
{
    /// <summary>For results. Numbers read back are those that were written; NaN and infinity too.</summary>
    public static JsonSerializerOptions Style { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IncludeFields = true, // those of tuples
        TypeInfoResolver = RunSettings.Resolver,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new WeightsConverter() },
    };

    /// <summary>One text for equal values, whatever the order in which properties were written.</summary>
    public static string Canonical(object value) => Sorted(JsonSerializer.SerializeToNode(value, value.GetType(), Style))?.ToJsonString() ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
