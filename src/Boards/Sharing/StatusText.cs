using System.Text.Json;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>The status of a shared board as it crosses the line: JSON in UTF-8, cut into frames whose first byte is 1 where more come.</summary>
internal static class StatusText
{
    private static readonly JsonSerializerOptions Style = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The frames of a status.</summary>
    public static IEnumerable<Frame> Frames(ShareStatus status)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(status, Style);
        for (var from = 0; from < text.Length; from += ShareFrames.TextBytes)
        {
            var part = text[from..Math.Min(text.Length, from + ShareFrames.TextBytes)];
            yield return ShareFrames.Of(ShareFrames.StatusReplyKind, [from + part.Length < text.Length ? (byte)1 : (byte)0, .. part]);
        }
    }

    /// <summary>The status of the text; null where it is none.</summary>
    public static ShareStatus? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ShareStatus>(text, Style);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A record as one line of the log.</summary>
    public static string Line(TurnRecord record) => JsonSerializer.Serialize(record, Style);
}
