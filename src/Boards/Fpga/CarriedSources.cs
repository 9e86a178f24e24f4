using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using FhnHw.Files;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// The sources that this assembly carries as resources, so that an installed program can build boards and simulate them: the folder where it is
/// installed may be read-only, and a program in one file has none.
/// </summary>
internal static class CarriedSources
{
    // As FhnHw.Boards.csproj names the resources; behind it the path from the repository's root.
    private const string Prefix = "sources/";

    // Half a megabyte.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static Assembly Carrier => typeof(CarriedSources).Assembly;

    /// <summary>Paths from the repository's root, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Carrier.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..].Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The folder with these sources, which is made where the cache has none or a damaged one.</summary>
    /// <param name="cache">The user's cache folder.</param>
    /// <returns>A folder that stands for the repository's root; nothing may be written into it.</returns>
    /// <exception cref="UnusableFileException">The cache cannot be written.</exception>
    public static string Unpack(string cache)
    {
        var files = Names.Select(name => (Name: name, Content: Read(name))).ToArray();
        var folder = Path.Combine(cache, "sources", KeyOf(files));
        if (KeptFolder.IsWhole(folder))
        {
            return folder;
        }

        using var hold = FileLock.Take(folder + ".lock", "unpacks the sources of boards", Patience, CancellationToken.None);
        if (KeptFolder.IsWhole(folder))
        {
            return folder;
        }

        using var scratch = new ScratchFolder(folder, alone: true);
        try
        {
            foreach (var (name, content) in files)
            {
                var path = Path.Combine(scratch.Path, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, content);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Refusal(folder, error);
        }

        KeptFolder.Seal(scratch.Path);
        scratch.MoveTo(folder);
        return folder;
    }

    /// <summary>The content of a file.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    internal static byte[] Read(string name)
    {
        using var content = Carrier.GetManifestResourceStream(Prefix + name)!;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    private static string KeyOf((string Name, byte[] Content)[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
            hash.AppendData(SHA256.HashData(content));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
