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

    /// <summary>The trial of a key; null where there is none, or none that can be read.</summary>
    public SizeTrial? Get(string key)
    {
        try
        {
            return JsonSerializer.Deserialize<SizeTrial>(File.ReadAllText(PathOf(key)), Style);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a trial.</summary>
    public void Put(string key, SizeTrial trial) => AtomicFile.WriteText(PathOf(key), JsonSerializer.Serialize(trial, Style) + "\n");

    private string PathOf(string key) => Path.Combine(folder, key + ".json");
}
