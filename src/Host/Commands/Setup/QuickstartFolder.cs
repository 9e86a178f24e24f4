using FhnHw.Files;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Setup;

/// <summary>Where <c>quickstart</c> keeps its run where nobody says so: a second one leaves the first as it is.</summary>
internal static class QuickstartFolder
{
    /// <summary>The first folder of this name that is free: <c>runs/quickstart</c>, <c>runs/quickstart-2</c>.</summary>
    public static string Usual => Path.Combine("runs", "quickstart");

    /// <summary>The first that is free; null where none can be written here, so that nothing is kept.</summary>
    public static string? Free()
    {
        var folder = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? Usual : $"{Usual}-{n}").First(name => !Directory.Exists(name) || IsEmpty(name));
        try
        {
            AtomicFile.Check(RunFolder.Configuration(folder));
            return folder;
        }
        catch (UnusableFileException)
        {
            return null;
        }
    }

    private static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();
}
