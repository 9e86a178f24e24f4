using System.Text.Json;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>What a peer says when it is ready.</summary>
/// <param name="Versions">What it is made of, with versions.</param>
/// <param name="Threads">Cores that it uses.</param>
internal sealed record PeerReady(string Versions, int Threads)
{
    /// <summary>Reads its first line.</summary>
    /// <exception cref="PeerFailedException">It is no such line.</exception>
    public static PeerReady Read(string line) => PeerLine.Read(
        line, answer => new PeerReady(answer.GetProperty("ready").GetString()!, answer.GetProperty("threads").GetInt32()));
}

/// <summary>A contender's answer to one round.</summary>
/// <param name="Seconds">Wall time of the work, all times together.</param>
/// <param name="Checks">By which one sees that it did the work.</param>
internal sealed record RoundAnswer(double Seconds, WorkChecks Checks)
{
    /// <summary>Reads a peer's line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="times">How often it was to do the work.</param>
    /// <exception cref="PeerFailedException">It is no such line, or the work was done another number of times.</exception>
    public static RoundAnswer Read(string line, int times) => PeerLine.Read(line, answer =>
    {
        var (done, seconds) = (answer.GetProperty("times").GetInt32(), answer.GetProperty("seconds").GetDouble());
        return done == times && seconds > 0 && double.IsFinite(seconds)
            ? new RoundAnswer(seconds, new WorkChecks(
                Number(answer, "meanAbs"), Number(answer, "meanSquare"),
                answer.TryGetProperty("ends", out var ends) ? ends.GetString() : null, Number(answer, "trainAccuracy")))
            : throw new PeerFailedException($"says that it did the work {done} times in {seconds} s, and was asked for {times} times");
    });

    private static double? Number(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}

/// <summary>Reads a line of JSON.</summary>
internal static class PeerLine
{
    private const int Shown = 80;

    /// <summary>Reads it, or says that it is none.</summary>
    public static T Read<T>(string line, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return read(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            var shown = line.Length > Shown ? line[..Shown] + "..." : line;
            throw new PeerFailedException($"answered '{Sentences.Shown(shown)}', which is not the line of JSON that was asked for");
        }
    }
}
