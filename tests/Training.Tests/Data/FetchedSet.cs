using System.Security.Cryptography;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

/// <summary>A small set as a mirror offers it: four packed files and the SHA-256 of what is in them.</summary>
internal sealed class FetchedSet
{
    public FetchedSet()
    {
        using var folder = new TemporaryFolder();
        IdxFolder.Write(folder["plain"], Set, compress: false);
        IdxFolder.Write(folder["packed"], Set, compress: true);
        Files = [.. IdxFolder.Names.Select(name =>
            new FetchFile(name + ".gz", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder["plain"], name))))))];
        Packed = Files.ToDictionary(file => file.Name, file => File.ReadAllBytes(Path.Combine(folder["packed"], file.Name)));
    }

    public DataSet Set { get; } = SmallSets.Set();

    public IReadOnlyList<FetchFile> Files { get; }

    public IReadOnlyDictionary<string, byte[]> Packed { get; }

    public MnistFetcher Fetcher(double patience, params MirrorServer[] mirrors) =>
        new(Files, [.. mirrors.Select(mirror => mirror.Address)], TimeSpan.FromSeconds(patience));
}
