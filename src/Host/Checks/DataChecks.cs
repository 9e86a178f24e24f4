using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;

namespace FhnHw.Host.Checks;

/// <summary>Looks for images, without fetching any, and at the folder that they are fetched to.</summary>
internal static class DataChecks
{
    private const string Fetch = "'fhnhw data fetch' downloads MNIST; without it runs take the built-in digits";

    /// <summary>All of them.</summary>
    /// <param name="environment">Looks a variable up; null where it is not set.</param>
    public static IEnumerable<Finding> Run(Func<string, string?> environment)
    {
        var cache = UserCache.Folder(environment);
        yield return Images(environment(DataLocator.Variable), Path.Combine(cache, DataLocator.Mnist));
        yield return Cache(cache);
    }

    private static Finding Images(string? place, string cached) => place switch
    {
        DataLocator.BuiltIn => Finding.Good("images", "built-in digits"),
        null or "" or DataLocator.Mnist => IdxFolder.IsComplete(cached)
            ? Read(cached, Fetch)
            : Finding.Missing("images", $"MNIST is not in {cached}, and {DataLocator.Variable} names no other place", Fetch),
        _ => Read(place, $"put the files of a set there (docs/data.md), or unset {DataLocator.Variable}"),
    };

    private static Finding Read(string folder, string mend)
    {
        try
        {
            return Finding.Good("images", DataPlace.Read(folder, Pictures.Read).ToString());
        }
        catch (Exception exception) when (exception is InvalidSettingException or UnusableFileException)
        {
            return Finding.Broken("images", Sentences.Join(Explanation.Of(exception)), mend);
        }
    }

    // Without a cache, a run still takes a folder or the built-in digits.
    private static Finding Cache(string folder)
    {
        var finding = StorageChecks.Folder("cache", folder, "set HOME or XDG_CACHE_HOME to a place that you may write");
        return finding.Health == Health.Broken ? finding with { Health = Health.Missing } : finding;
    }
}
