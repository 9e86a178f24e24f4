using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FhnHw.Files;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// The results of trials, in the user's cache: one file for each set of constants, board, array, size, state of the Verilog, version of
/// the tools and number of seeds. Synthesis is deterministic, so a trial with the same key would give the same again.
/// </summary>
/// <param name="folder">The folder of the files.</param>
public sealed class CostCache(string folder)
{
    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // Place and route of a full part takes some minutes a seed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The key of a trial.</summary>
    /// <param name="constants">What the cells compute.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="variant">Array and size.</param>
    /// <param name="routed">False where elements were only counted.</param>
    /// <param name="sourcesHash">Hash of the Verilog and the board's folder.</param>
    /// <param name="versions">The tools' version lines.</param>
    /// <param name="seeds">How often place and route may try.</param>
    public static string Key(
        CellConstants constants, string board, BoardVariant variant, bool routed, string sourcesHash, IReadOnlyList<string> versions, int seeds)
    {
        var text = string.Join(
            '\n',
            [constants.Canonical(), board, variant.ToString(), $"routed={routed}", sourcesHash, .. versions, $"seeds={seeds}"]);
        return $"{constants.Hash[..8]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";
    }

    /// <summary>The trial of a key; null where there is none, or none that is whole.</summary>
    public SizeTrial? Get(string key)
    {
        try
        {
            return KeptFile.Read(PathOf(key), key) is { } kept ? JsonSerializer.Deserialize<SizeTrial>(kept, Style) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a trial; a cache that cannot be written keeps nothing.</summary>
    public void Put(string key, SizeTrial trial) =>
        KeptFile.Write(PathOf(key), key, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(trial, Style) + "\n"));

    /// <summary>
    /// Waits until no other process tries the same, and keeps others waiting until disposed; null where that cannot be had, and both try it.
    /// </summary>
    public IDisposable? Hold(string key, CancellationToken cancellation)
    {
        try
        {
            return FileLock.Take(Path.Combine(folder, key + ".lock"), "tries the same size", Patience, cancellation);
        }
        catch (UnusableFileException)
        {
            return null;
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + ".trial");
}
