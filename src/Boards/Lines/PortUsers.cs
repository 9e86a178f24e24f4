using System.Globalization;

namespace FhnHw.Boards.Lines;

/// <summary>
/// Which other programs have a port open, as Linux tells in /proc. Without root's rights only those of the same user are seen. What has the
/// other end of a pseudo-terminal is the board and no user; processes with other mounts, as in containers, have other pseudo-terminals.
/// </summary>
internal static class PortUsers
{
    private static readonly string[] OtherEnds = ["/dev/ptmx", "/dev/pts/ptmx"];

    /// <summary>The programs, each as the object of a sentence.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        var device = Device(path);
        var mounts = Target("/proc/self/ns/mnt");
        return
        [
            .. from folder in Entries("/proc")
               where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId
               where Target($"{folder}/ns/mnt") == mounts
               let files = Entries($"{folder}/fd").Select(Target).ToArray()
               where files.Contains(device) && !files.Intersect(OtherEnds).Any()
               select $"process {Path.GetFileName(folder)} ({Name(folder)})",
        ];
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // it ended, or is another user's
        }
    }

    // What a link of /proc says; null where it may not be read.
    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The device behind a name such as those of /dev/serial/by-id.
    private static string Device(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Path.GetFullPath(path);
        }
    }

    private static string Name(string folder)
    {
        try
        {
            return File.ReadAllText($"{folder}/comm").Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "ended";
        }
    }
}
