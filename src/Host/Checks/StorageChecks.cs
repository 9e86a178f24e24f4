using System.Globalization;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Checks;

/// <summary>Looks at the places that runs write to.</summary>
internal static class StorageChecks
{
    private const long NeededBytes = 200L << 20;

    /// <summary>Whether a folder can be written, now or once it is made, and has room.</summary>
    /// <param name="name">What the folder is for.</param>
    /// <param name="folder">Its path.</param>
    /// <param name="mend">What to do where it cannot be used.</param>
    public static Finding Folder(string name, string folder, string mend)
    {
        try
        {
            var nearest = NearestExisting(Path.GetFullPath(folder));
            var probe = Path.Combine(nearest, $".fhnhw-{Environment.ProcessId}");
            File.WriteAllText(probe, "probe");
            File.Delete(probe);
            var free = new DriveInfo(nearest).AvailableFreeSpace;

            var detail = string.Create(CultureInfo.InvariantCulture, $"{folder}, {free / (double)(1 << 30):0.0} GiB free");
            return free >= NeededBytes ? Finding.Good(name, detail) : Finding.Broken(name, detail, "free some room: a run writes up to 200 MiB");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Broken(name, $"{folder} cannot be written ({Sentences.Join(exception.Message)})", mend);
        }
    }

    // The folder itself, or the nearest existing one above it, in which it would be created.
    private static string NearestExisting(string folder)
    {
        while (!Path.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }
}
