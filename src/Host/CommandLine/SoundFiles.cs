using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.CommandLine;

/// <summary>Reads many files of which one may be unsound: a board that somebody is just making does not hide the others.</summary>
internal static class SoundFiles
{
    /// <summary>What was read of one file; nothing where it is not sound.</summary>
    /// <param name="read">Reads it.</param>
    /// <param name="unsound">Gets a sentence that names the file and says what is wrong.</param>
    public static T[] Of<T>(Func<T[]> read, List<string> unsound)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidSettingException or UnusableFileException or IOException or UnauthorizedAccessException)
        {
            unsound.Add(Failure.Of(error).Sentence!);
            return [];
        }
    }
}
