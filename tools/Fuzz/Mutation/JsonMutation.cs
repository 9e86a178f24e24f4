using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Edits a JSON text: values of other types and sizes, members left out, doubled, renamed and changed round.</summary>
internal static class JsonMutation
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "2", "255", "65536", "2147483647", "2147483648", "1e999", "-1e999", "1e-400", "0.5", "1e20", "\"\"",
        "\"a\"", "\"NaN\"",
        "\"-1\"", "\"2026-13-45T99:99:99Z\"", "[]", "{}", "[null]", "[[]]", "[1,2,3]", "{\"a\":null}", "\"../../../../etc/passwd\"",
        "\"<script>alert(1)</script>\"",
        "\"\\u0000\"", "\"\\u001b[31m\"", "\"\\ud800\"", "123456789012345678901234567890", "-0.0", "[1e999]", "[-1]",
    ];

    /// <summary>Damages a text once; one that is no JSON is damaged as text.</summary>
    public static byte[] Mutate(byte[] input, Random random)
    {
        try
        {
            return Edited(JsonNode.Parse(input), random);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return TextMutation.Mutate(input, random); // no JSON, a name that is no text, or one that is there already
        }
    }

    private static byte[] Edited(JsonNode? root, Random random)
    {
        var places = new List<(JsonNode Parent, string? Name, int Index)>();
        Collect(root, places);
        if (places.Count == 0 || random.Next(60) == 0)
        {
            return Encoding.UTF8.GetBytes(Value(random));
        }

        var (parent, name, index) = places[random.Next(places.Count)];
        Change(parent, name, index, places, random);
        return Encoding.UTF8.GetBytes(root!.ToJsonString());
    }

    private static string Value(Random random) => Values[random.Next(Values.Length)];

    private static void Collect(JsonNode? node, List<(JsonNode Parent, string? Name, int Index)> places)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                places.Add((members, name, 0));
                Collect(value, places);
            }
        }
        else if (node is JsonArray elements)
        {
            for (var index = 0; index < elements.Count; index++)
            {
                places.Add((elements, null, index));
                Collect(elements[index], places);
            }
        }
    }

    private static void Change(JsonNode parent, string? name, int index, List<(JsonNode Parent, string? Name, int Index)> places, Random random)
    {
        var old = name is null ? parent.AsArray()[index] : parent[name];
        switch (random.Next(8))
        {
            case 0 when name is not null: parent.AsObject().Remove(name); break;
            case 0: parent.AsArray().RemoveAt(index); break;
            case 1 when name is not null: parent.AsObject()[name + (random.Next(2) == 0 ? "X" : "")] = old?.DeepClone(); break;
            case 1: parent.AsArray().Insert(index, old?.DeepClone()); break;
            case 2:
                var (otherParent, otherName, otherIndex) = places[random.Next(places.Count)];
                Set(parent, name, index, (otherName is null ? otherParent.AsArray()[otherIndex] : otherParent[otherName])?.DeepClone());
                break;
            case 3 when old is JsonValue: Set(parent, name, index, Near(old, random)); break;
            case 4 when old is JsonArray elements: elements.Clear(); break;
            case 5 when old is JsonArray { Count: > 0 } elements:
                for (var more = random.Next(1, 64); more > 0; more--)
                {
                    elements.Add(elements[0]?.DeepClone());
                }

                break;
            default: Set(parent, name, index, JsonNode.Parse(Value(random))); break;
        }
    }

    private static void Set(JsonNode parent, string? name, int index, JsonNode? value)
    {
        if (name is null)
        {
            parent.AsArray()[index] = value;
        }
        else
        {
            parent[name] = value;
        }
    }

    // Another number, or another text.
    private static JsonNode? Near(JsonNode old, Random random) => old.GetValueKind() switch
    {
        JsonValueKind.Number => random.Next(3) switch { 0 => ByteMutation.Limit(random), 1 => random.Next(100), _ => random.NextDouble() * 4 - 2 },
        JsonValueKind.String => TextMutation.Field(random),
        _ => JsonNode.Parse(Value(random)),
    };
}
