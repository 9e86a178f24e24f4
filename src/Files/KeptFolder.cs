using System.Security.Cryptography;
using System.Text;

namespace FhnHw.Files;

/// <summary>
/// A folder of a cache, such as a program that was built, with a list of its files and their checksums. One that is damaged is as good as none.
/// </summary>
public static class KeptFolder
{
    private const string List = ".contents";

    /// <summary>Lists the files of a folder that is finished.</summary>
    /// <exception cref="UnusableFileException">The list cannot be written.</exception>
    public static void Seal(string folder) => AtomicFile.WriteText(Path.Combine(folder, List), Contents(folder));

    /// <summary>True where the folder has all the files that it was finished with, as they were then.</summary>
    public static bool IsWhole(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, List)) is { Length: > 0 } list && list == Contents(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // As sha256sum writes it, so that one can check it by hand.
    private static string Contents(string folder)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).Where(file => file[0] != '.').Order(StringComparer.Ordinal))
        {
            using var content = File.OpenRead(Path.Combine(folder, file));
            text.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(file).Append('\n');
        }

        return text.ToString();
    }
}
