using FhnHw.Files;

namespace FhnHw.Host.Devices;

/// <summary>
/// Tells whether a process ended while it had OpenCL's drivers loaded, as one does that a driver takes along. Each such process holds a file in the
/// user's cache, named by its number, and removes it at its end; the system lets go of the file of one that was killed or crashed.
/// </summary>
internal static class OpenClUse
{
    private static FileLock? s_held;

    private static string Folder => Path.Combine(UserCache.Folder(Environment.GetEnvironmentVariable), "opencl", "in-use");

    private static string Ours => Path.Combine(Folder, $"{Environment.ProcessId}");

    /// <summary>This process loads drivers from now on.</summary>
    /// <returns>True where another one that had them loaded did not end by itself, and nobody was told yet.</returns>
    public static bool Begin()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var left = Directory.GetFiles(Folder).Count(IsLeft);
            s_held ??= FileLock.TryTake(Ours);
            return left > 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or UnusableFileException)
        {
            return false; // a cache that cannot be written remembers nothing
        }
    }

    /// <summary>This process ends by itself.</summary>
    public static void End()
    {
        if (s_held is null)
        {
            return;
        }

        try
        {
            File.Delete(Ours);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next process tries drivers anew.
        }

        s_held.Dispose();
    }

    // Removes the file of a process that is gone.
    private static bool IsLeft(string file)
    {
        using var held = FileLock.TryTake(file);
        if (held is null)
        {
            return false;
        }

        File.Delete(file);
        return true;
    }
}
