using FhnHw.Host.CommandLine;

namespace FhnHw.Fuzz.Engine;

/// <summary>An input that the product did not refuse as it should, or took and should not have.</summary>
internal sealed class FoundException(string message) : Exception(message);

/// <summary>
/// Tells a clear error from a crash. A clear one ends the program with exit code 2 or 3 (or 1 where a check failed) and one sentence; a crash is all
/// else: an internal error, a stack trace, text that would move a terminal's cursor.
/// </summary>
internal static class Verdict
{
    /// <summary>The longest sentence: three lines of a wide terminal.</summary>
    private const int LongestSentence = 900;

    /// <summary>What is wrong with an error; null where it is clear.</summary>
    public static string? Of(Exception error)
    {
        if (error is FoundException)
        {
            return error.Message;
        }

        var failure = Failure.Of(error);
        return failure.Code switch
        {
            ExitCode.Interrupted => null,
            ExitCode.BadInput or ExitCode.DeviceMissing or ExitCode.CheckFailed => error is OutOfMemoryException
                ? "out of memory"
                : OfSentence(failure.Sentence!),
            _ => $"exit code {failure.Code}",
        };
    }

    /// <summary>What is wrong with a sentence; null where it is clear.</summary>
    public static string? OfSentence(string sentence) =>
        sentence.StartsWith("The program itself failed", StringComparison.Ordinal) ? sentence
        : sentence.Contains("Exception", StringComparison.Ordinal) || sentence.Contains("   at ", StringComparison.Ordinal) ? $"unclear: {sentence}"
        : sentence.Length > LongestSentence ? $"too long, {sentence.Length} characters: {sentence[..80]}"
        : sentence.Any(char.IsControl) ? $"control characters: {sentence}"
        : sentence[^1..] is "." or "?" ? null
        : $"no sentence: {sentence}";

    /// <summary>What tells two crashes apart: what is wrong, without numbers, and where in the product.</summary>
    public static string KeyOf(Exception error, string complaint)
    {
        var place = error.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("FhnHw.", StringComparison.Ordinal)
            && !line.Contains("FhnHw.Fuzz", StringComparison.Ordinal)) ?? "";
        var end = place.IndexOf('(');
        var words = error is FoundException ? complaint.Split(" [")[0].Split("characters:")[0] : error.GetType().Name;
        return $"{words} {(end < 0 ? place : place[..end])}";
    }
}
