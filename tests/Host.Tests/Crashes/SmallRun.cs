using System.Diagnostics;
using System.Text.Json.Nodes;
using FhnHw.Host.Tests.Commands;
using FhnHw.Tests;
using FhnHw.Tests.Disk;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Crashes;

/// <summary>A short training run that is broken off in many ways, and what it must end in.</summary>
internal static class SmallRun
{
    private static readonly Lazy<string> Data = new(MakeData);
    private static readonly Lazy<(string, DiskChange[])> Recorded = new(Record);

    /// <summary>The folder of its images.</summary>
    public static string Images => Data.Value;

    /// <summary>The options, but for --epochs and --out.</summary>
    public static string Recipe => $"train --device cpu --data {Data.Value} --hidden 10 --validate 30 {CliRun.Short}";

    /// <summary>The options of a run of three epochs, but for --out.</summary>
    public static string Options => $"{Recipe} --epochs 3";

    /// <summary>The folder of such a run that nothing broke off, and each change that it made of its files.</summary>
    public static (string Whole, IReadOnlyList<DiskChange> Changes) Unbroken => Recorded.Value;

    private static readonly string[] Times = ["secondsPerEpoch", "imagesPerSecond", "times", "provenance"];

    /// <summary>The built program.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "fhnhw.dll");

    /// <summary>What runs it.</summary>
    public static string DotNet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>As many at once as there are cores.</summary>
    public static ParallelOptions AtOnce { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Runs the program as a process on a disk, to its end; its exit code and what it said of an error.</summary>
    public static (int Code, string Error) On(FaultyDisk disk, string line)
    {
        using var process = disk.Start(DotNet, [Program, .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        var output = new Thread(() => process.StandardOutput.ReadToEnd()); // of its own: many runs at once leave no thread of the pool
        output.Start();
        var error = process.StandardError.ReadToEnd();
        output.Join();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    /// <summary>Continues a run, or begins it again where it was stopped before its folder said what it is.</summary>
    public static void GoOn(string folder)
    {
        var resumed = CliRun.Of($"train --resume {folder}");
        if (!File.Exists(Path.Combine(folder, "config.json")))
        {
            Assert.Equal(2, resumed.Code);
            resumed = CliRun.Of($"{Options} --out {folder}");
        }

        Assert.True(resumed.Code == 0, resumed.Error);
    }

    /// <summary>Asserts that a folder holds what another holds, but for times, and nothing half-written.</summary>
    public static void ShouldBeLike(string whole, string folder)
    {
        foreach (var file in new[] { "weights.npz", "weights-best.npz", "checkpoint.npz", "predictions.npz", "neurons.npz", "config.json", "device.json" })
        {
            Assert.True(File.ReadAllBytes(Path.Combine(whole, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder, file))), file);
        }

        Assert.Equal(Rows(whole), Rows(folder));
        Assert.Equal(Result(whole), Result(folder));
        Assert.Equal(Names(whole), Names(folder));
    }

    private static (string Whole, DiskChange[] Changes) Record()
    {
        var folder = Folder("fhnhw-unbroken-");
        var (whole, log) = (Path.Combine(folder, "whole"), Path.Combine(folder, "log"));
        Assert.Equal((0, ""), On(new FaultyDisk(whole) { Log = log }, $"{Options} --out {whole}"));
        return (whole, [.. DiskRecord.Read(log, whole)]);
    }

    // Small images, so that a run takes a quarter of a second.
    private static string MakeData()
    {
        var folder = Folder("fhnhw-images-");
        IdxFolder.Write(folder, DataSet.Of("small", "a test", SmallImages.Of(100), SmallImages.Of(40, seed: 8)), compress: false);
        return folder;
    }

    // It lasts as long as the tests do.
    private static string Folder(string prefix)
    {
        var folder = Directory.CreateTempSubdirectory(prefix).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static string[] Names(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    // Without the last column, seconds.
    private static string[] Rows(string folder) => [.. File.ReadAllLines(Path.Combine(folder, "epochs.csv")).Select(row => row[..row.LastIndexOf(',')])];

    private static string Result(string folder)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "result.json")))!.AsObject();
        foreach (var name in Times)
        {
            Assert.True(json.Remove(name), name);
        }

        return json.ToJsonString();
    }
}
