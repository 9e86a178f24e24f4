using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FhnHw.Files;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>Who computed a result, and when; no report reads it.</summary>
/// <param name="Title">What the task is.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Device">The device, in one line.</param>
/// <param name="Host">The computer's name.</param>
/// <param name="Program">Name and version of the program.</param>
/// <param name="Finished">When it was done, UTC.</param>
internal sealed record TaskRecord(string Title, double Seconds, string Device, string Host, string Program, DateTime Finished);

/// <summary>
/// The file of one task: its key, a hash over the rest, the result, and beside it the record. Half a file, one that was changed, and that of another task
/// are as good as none.
/// </summary>
internal static class TaskFile
{
    private const string Form = "fhnhw-task-1";

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The task's key.</param>
    /// <param name="result">What it computed.</param>
    /// <param name="record">Who did, and when.</param>
    /// <returns>The result as it is read back.</returns>
    /// <exception cref="UnusableFileException">The file cannot be written.</exception>
    public static JsonElement Write(string path, string key, object result, TaskRecord record)
    {
        var text = JsonSerializer.Serialize(result, result.GetType(), TaskJson.Style);
        var beside = JsonSerializer.Serialize(record, TaskJson.Style);
        AtomicFile.WriteText(
            path, $$"""{"form":"{{Form}}","key":"{{key}}","hash":"{{HashOf(key, text, beside)}}","result":{{text}},"record":{{beside}}}""" + "\n");
        return JsonElement.Parse(text);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The task that it must be of.</param>
    /// <param name="content">Result and record; null where there is no file, or no whole one of this task.</param>
    /// <returns>False where there is a file that cannot be used.</returns>
    public static bool TryRead(string path, string key, out (JsonElement Result, TaskRecord Record)? content)
    {
        content = null;
        if (!File.Exists(path))
        {
            return true;
        }

        try
        {
            var file = JsonElement.Parse(File.ReadAllText(path));
            var (result, beside) = (file.GetProperty("result"), file.GetProperty("record"));
            if (Text(file, "form") != Form || Text(file, "key") != key
                || Text(file, "hash") != HashOf(key, result.GetRawText(), beside.GetRawText()))
            {
                return false;
            }

            content = (result, beside.Deserialize<TaskRecord>(TaskJson.Style)!);
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement file, string name) => file.GetProperty(name).GetString();

    private static string HashOf(string key, string result, string record) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{result}\n{record}")));
}
