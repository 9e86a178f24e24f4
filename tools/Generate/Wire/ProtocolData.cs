using System.Text.Json;
using System.Text.Json.Serialization;

namespace FhnHw.Generate.Wire;

/// <summary>docs/protocol.json: the protocol as data. Parts that nothing is made of are left out here.</summary>
internal sealed record ProtocolData(
    byte Version, WireConstant[] Constants, WireBit[] Flags, WireBit[] Features, WireError[] Errors, WireFrame[] Frames, ReplyPart[] Reply, WireSharing Sharing)
{
    /// <summary>Where it stands in the repository.</summary>
    public const string Path = "docs/protocol.json";

    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<ProtocolData> Once = new(() =>
    {
        var data = JsonSerializer.Deserialize<ProtocolData>(Repository.Read(Path), Style)!;
        data.Check();
        return data;
    });

    /// <summary>The file, read once and checked.</summary>
    public static ProtocolData Instance => Once.Value;

    /// <summary>The frame of that name between host and board.</summary>
    public WireFrame Frame(string name) => Frames.Single(frame => frame.Name == name);

    // Offsets follow from the types, and sizes from the fields: what the file says twice, so that readers need not compute it, is the same.
    private void Check()
    {
        foreach (var frame in Frames)
        {
            Require(End(frame.PerCell ?? [], End(frame.Fields, 0)) <= 512, $"{frame.Name} is too long");
        }

        foreach (var constant in Constants)
        {
            var due = constant switch
            {
                { SizeOf: { } name } when name.EndsWith(" per-cell", StringComparison.Ordinal) =>
                    Frame(name.Split(' ')[0]).PerCell!.Sum(field => field.Size),
                { SizeOf: { } name } => Frame(name).Fields.Sum(field => field.Size),
                { SumOf: { } parts } => parts.Sum(part => Constants.Single(other => other.Name == part).Value),
                _ => constant.Value,
            };
            Require(constant.Value == due, $"{constant.Name} is {constant.Value} where {due} is due");
        }
    }

    private static int End(WireField[] fields, int start)
    {
        foreach (var field in fields)
        {
            Require(field.Offset == start, $"{field.Name} stands at {field.Offset} where {start} is due");
            start += field.Size;
        }

        return start;
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{Path}: {problem}.");
        }
    }
}

/// <summary>A number with a name. Where it is a sum of others, or the size of a frame's fields, these are named too.</summary>
internal sealed record WireConstant(string Name, int Value, string About, string? SizeOf = null, string[]? SumOf = null);

/// <summary>A flag or a feature: one bit.</summary>
internal sealed record WireBit(string Name, int Value, string About);

/// <summary>A code of ERROR: about the link, or about a request.</summary>
internal sealed record WireError(string Name, byte Value, string Of, string Tag, string About);

/// <summary>A kind of frame, with the fields of its payload; what follows them in a JOB, cell by cell.</summary>
internal sealed record WireFrame(
    string Name, byte Kind, string From, string About, WireField[] Fields, WireField[]? PerCell = null, WireField[]? Cell = null,
    WireField[]? CellPerCell = null, WireRest? Rest = null);

/// <summary>A field of a payload.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">
/// <c>u8</c>, <c>u16</c>, <c>u32</c>, <c>i16</c>, <c>bytes</c>, <c>ascii</c>, or <c>int</c>: signed, of as many bytes as the greeting says.
/// </param>
/// <param name="About">What it is.</param>
/// <param name="Offset">Bytes before it in the payload.</param>
/// <param name="Bytes">Bytes, or the field of the greeting that has them; where the type does not say.</param>
internal sealed record WireField(string Name, string Type, string About, int Offset = 0, JsonElement? Bytes = null)
{
    /// <summary>Bytes of a field whose size does not depend on the board.</summary>
    [JsonIgnore]
    public int Size => Type switch
    {
        "u8" => 1,
        "u16" or "i16" => 2,
        "u32" => 4,
        "bytes" or "ascii" => Bytes!.Value.GetInt32(),
        _ => throw new InvalidDataException($"{ProtocolData.Path}: {Name} is of type {Type}, which has no size of its own."),
    };
}

/// <summary>What a payload ends with: several words.</summary>
internal sealed record WireRest(string Name, string Type, int Least, string Most);

/// <summary>A part of a job's reply, in the order of the bytes; <c>Again</c> where its feature has another part before it.</summary>
internal sealed record ReplyPart(string Feature, string Name, string About, bool Again = false);

/// <summary>The frames between a client and the server of a shared board.</summary>
internal sealed record WireSharing(byte Version, SharingFrame[] Frames);

/// <summary>One of these.</summary>
internal sealed record SharingFrame(string Name, byte Kind, string From, string Payload);
