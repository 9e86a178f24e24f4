using System.Text.RegularExpressions;

namespace FhnHw.Files;

/// <summary>
/// Temporary files and folders whose writer was killed. A living writer holds its file; the age guards those on file systems that know no locks, and
/// those that are just being renamed.
/// </summary>
internal static partial class Orphans
{
    private const string Extension = ".part";

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    /// <summary>A name in the same folder that no other writer uses: hidden, and never taken for a finished file.</summary>
    public static string NameFor(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}{Extension}");

    /// <summary>Removes what killed writers of a file, or of a folder, left beside it.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="alone">True where there can be no living writer.</param>
    public static void RemoveOf(string path, bool alone = false) =>
        Remove(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.*{Extension}", rest => alone || Unheld(rest));

    /// <summary>Removes all in a folder of which the caller is the one writer.</summary>
    public static void RemoveIn(string folder) => Remove(folder, $".*{Extension}", _ => true);

    private static void Remove(string folder, string names, Func<string, bool> may)
    {
        try
        {
            foreach (var rest in Directory.GetFileSystemEntries(folder, names).Where(rest => Ours().IsMatch(rest) && may(rest)))
            {
                if (Directory.Exists(rest))
                {
                    Directory.Delete(rest, recursive: true);
                }
                else
                {
                    File.Delete(rest);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another process was faster, or they stay: they harm nobody.
        }
    }

    private static bool Unheld(string path)
    {
        if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) < Age)
        {
            return false;
        }

        var held = Directory.Exists(path) ? Path.Combine(path, ScratchFolder.HoldName) : path;
        if (!File.Exists(held))
        {
            return true;
        }

        try
        {
            using var hold = new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}\.part$")]
    private static partial Regex Ours();
}
