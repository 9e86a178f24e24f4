namespace FhnHw.Files;

/// <summary>The folder where this user's programs keep what can be fetched again.</summary>
public static class UserCache
{
    /// <summary>%LOCALAPPDATA%\fhnhw on Windows, ~/Library/Caches/fhnhw on macOS, $XDG_CACHE_HOME/fhnhw or ~/.cache/fhnhw elsewhere.</summary>
    /// <param name="environment">Looks a variable up; null where it is not set.</param>
    public static string Folder(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(environment("LOCALAPPDATA") ?? Special(Environment.SpecialFolder.LocalApplicationData), "fhnhw");
        }

        var home = environment("HOME") is { Length: > 0 } set ? set : Special(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
        {
            return Path.Combine(home, "Library", "Caches", "fhnhw");
        }

        // The XDG specification: a relative path is to be ignored.
        return environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)
            ? Path.Combine(cache, "fhnhw")
            : Path.Combine(home, ".cache", "fhnhw");
    }

    private static string Special(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder);
}
