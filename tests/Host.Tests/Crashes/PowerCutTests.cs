using System.Security.Cryptography;
using System.Text;
using FhnHw.Tests;
using FhnHw.Tests.Disk;

namespace FhnHw.Host.Tests.Crashes;

/// <summary>
/// A training run is recorded change by change. Then the folder is made as a power cut at each moment may leave it, and the run goes on from there.
/// FHNHW_POWER_CUTS says how many of these folders are tried, spread over all; 0 for every one.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private const int Usually = 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void A_run_goes_on_to_the_same_bits_from_whatever_a_power_cut_leaves()
    {
        var (whole, changes) = SmallRun.Unbroken;
        var cut = new PowerCut(changes);
        var folders = Enumerable.Range(0, changes.Count + 1).SelectMany(cut.Before).DistinctBy(KeyOf).ToArray();
        var asked = Environment.GetEnvironmentVariable("FHNHW_POWER_CUTS") is { Length: > 0 } text ? int.Parse(text) : Usually;
        var tried = asked == 0 ? folders.Length : Math.Min(asked, folders.Length);
        Assert.InRange(folders.Length, Usually, int.MaxValue);
        Parallel.For(0, tried, SmallRun.AtOnce, index => Try(whole, folders[(int)((long)index * folders.Length / tried)], _folder[$"cut-{index}"]));
        Console.WriteLine($"power cuts: {changes.Count} changes, {folders.Length} folders, {tried} tried");
    }

    private static void Try(string whole, SortedDictionary<string, byte[]> files, string folder)
    {
        foreach (var (name, content) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        Directory.CreateDirectory(folder);
        SmallRun.GoOn(folder);
        SmallRun.ShouldBeLike(whole, folder);
        Directory.Delete(folder, recursive: true);
    }

    // Temporary files and figures count by their names alone: they are removed, or drawn again.
    private static string KeyOf(SortedDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files)
        {
            var isTemporary = name.EndsWith(".part", StringComparison.Ordinal);
            hash.AppendData(Encoding.UTF8.GetBytes($"{(isTemporary ? name[..^38] : name)}\n"));
            hash.AppendData(isTemporary || name.StartsWith("figures", StringComparison.Ordinal) || name == "report.html" ? [] : SHA256.HashData(content));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
