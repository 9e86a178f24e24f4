using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>The sources of boards and of the simulated board: those of a checkout, else those that the program carries, unpacked in the user's cache.</summary>
/// <param name="Root">The repository's root, or the folder that stands for it.</param>
public sealed partial record HdlSources(string Root)
{
    private static readonly string[] HashedExtensions = [".v", ".vh", ".f", ".vlt", ".cpp", ".h", ".c", ".pcf", ".lpf", ".cst", ".json", ".S", ".ld", ""];

    /// <summary>The hdl folder.</summary>
    public string Hdl => Path.Combine(Root, "hdl");

    /// <summary>Where builds of boards go: artifacts of the checkout, or the user's cache.</summary>
    public string Artifacts { get; init; } = Path.Combine(Root, "artifacts");

    /// <summary>Finds the checkout around the program, else around the current folder; else unpacks what the program carries.</summary>
    /// <exception cref="UnusableFileException">There is no checkout, and the cache cannot be written.</exception>
    public static HdlSources Find()
    {
        if ((RootAbove(AppContext.BaseDirectory) ?? RootAbove(Environment.CurrentDirectory)) is { } root)
        {
            return new HdlSources(root);
        }

        var cache = UserCache.Folder(Environment.GetEnvironmentVariable);
        return new HdlSources(CarriedSources.Unpack(cache)) { Artifacts = cache };
    }

    /// <summary>Finds the checkout around the program, else around the current folder.</summary>
    /// <exception cref="DeviceMissingException">There is none.</exception>
    public static HdlSources FindCheckout() => Find(AppContext.BaseDirectory, Environment.CurrentDirectory);

    /// <summary>Finds the first checkout at or above one of these folders.</summary>
    /// <exception cref="DeviceMissingException">There is none.</exception>
    public static HdlSources Find(params string[] starts)
    {
        var root = starts.Select(RootAbove).FirstOrDefault(found => found is not null);
        return root is not null
            ? new HdlSources(root)
            : throw new DeviceMissingException(
                "The Verilog sources are not found: no checkout of the repository is around the program or the current folder.")
            {
                Remedies = [Remedy.Do(RemedyAction.RunFromCheckout)],
            };
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 over names and contents of source files.</summary>
    /// <param name="places">Files and folders, from the root; folders count with all below them.</param>
    public string Hash(params string[] places) => HashOf(places, path => File.ReadAllBytes(path));

    /// <summary>The same over what synthesis reads of them: Verilog counts without comments, white space and what is for Verilator alone.</summary>
    /// <param name="places">Files and folders, from the root; folders count with all below them.</param>
    internal string HashOfCode(params string[] places) => HashOf(places, path => Path.GetExtension(path) is ".v" or ".vh"
        ? Encoding.UTF8.GetBytes(Code(File.ReadAllText(path)))
        : File.ReadAllBytes(path));

    private static string Code(string verilog) => WhiteSpace().Replace(ForVerilator().Replace(Comment().Replace(verilog, " "), " "), " ").Trim();

    /// <summary>The same of texts, one behind the other.</summary>
    internal static string HashOfTexts(params string[] texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))))[..16];

    private string HashOf(string[] places, Func<string, byte[]> read)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in places.SelectMany(Files).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file + "\n"));
            hash.AppendData(SHA256.HashData(read(Path.Combine(Root, file))));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>How a file or folder is named to people: from the root where it is in a checkout's, else whole.</summary>
    internal string Shown(string path) =>
        Path.GetRelativePath(Root, path) is var inside && Artifacts.StartsWith(Root, StringComparison.Ordinal) ? inside : path;

    private IEnumerable<string> Files(string place)
    {
        var path = Path.Combine(Root, place);
        var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            : File.Exists(path) ? [path] : Array.Empty<string>();
        return files
            .Where(file => HashedExtensions.Contains(Path.GetExtension(file))
                && Path.GetFileName(file) is not BoardFigures.FileName and not BoardFigures.OlderName)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));
    }

    private static string? RootAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FhnHw.sln")) && Directory.Exists(Path.Combine(folder.FullName, "hdl")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // Checks of parameters, said in words by lint. Where another condition stands within, or an `else that synthesis reads, all of it counts.
    [GeneratedRegex(@"`ifdef\s+VERILATOR\b((?!`(ifdef|ifndef|elsif|else|endif)\b).)*`endif\b", RegexOptions.Singleline)]
    private static partial Regex ForVerilator();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
