using System.Security.Cryptography;
using System.Text.Json;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Firmware;

/// <summary>What a firmware was built from; a JSON file beside it.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Variant">The build's name: the format, and the hash of unusual constants.</param>
/// <param name="ConstantsHash">Hash of the constants that its cells compute with.</param>
/// <param name="Constants">The constants, as one line of text.</param>
/// <param name="SourcesHash">Hash of the sources.</param>
/// <param name="Compiler">The compiler's version line.</param>
/// <param name="FlashBytes">Bytes of program and constants.</param>
/// <param name="RamBytes">Bytes of variables, without the stack.</param>
/// <param name="File">The file's name that the board takes.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal.</param>
/// <param name="Date">When it was made, UTC.</param>
public sealed record FirmwareManifest(
    string Board, string Variant, string ConstantsHash, string Constants, string SourcesHash, string Compiler, int FlashBytes, int RamBytes, string File,
    string Sha256, DateTime Date)
{
    private const string FileName = "firmware.json";

    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where its file lies.</summary>
    public string PathIn(HdlSources sources) => Path.Combine(BoardFlow.FolderOf(sources, Board, Variant), File);

    /// <summary>All builds of a board, by name.</summary>
    public static IReadOnlyList<FirmwareManifest> Of(HdlSources sources, string board)
    {
        var folder = BoardFlow.FolderOf(sources, board);
        return Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(Read).OfType<FirmwareManifest>().Where(each => each.Board == board)]
            : [];
    }

    /// <summary>The build to flash.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="variant">The build's name; null where there is one alone.</param>
    /// <exception cref="InvalidSettingException">There is none, none of this name, or a choice and no name.</exception>
    /// <exception cref="BoardCheckException">Its file is not the one that was built.</exception>
    public static FirmwareManifest Choose(HdlSources sources, string board, string? variant)
    {
        var builds = Of(sources, board);
        if (builds.Count == 0)
        {
            throw new InvalidSettingException($"There is no firmware built for {board}.") { Remedies = [Remedy.Do(RemedyAction.BuildBitstream).With(board)] };
        }

        var chosen = BoardBuilds.Choose(builds, build => build.Variant, board, variant);
        var path = chosen.PathIn(sources);
        return System.IO.File.Exists(path) && Hash(System.IO.File.ReadAllBytes(path)) == chosen.Sha256 ? chosen
            : throw new BoardCheckException($"The firmware for {board} is not the one that was built.")
            {
                Remedies = [Remedy.Do(RemedyAction.BuildBitstream).With(board)],
            };
    }

    /// <summary>The hash of a file's bytes, as a manifest has it.</summary>
    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Writes it into a build's folder.</summary>
    internal void Write(string folder) => AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Style) + "\n");

    private static FirmwareManifest? Read(string folder)
    {
        try
        {
            var path = Path.Combine(folder, FileName);
            var manifest = System.IO.File.Exists(path) ? JsonSerializer.Deserialize<FirmwareManifest>(System.IO.File.ReadAllText(path), Style) : null;
            return manifest is { File: { } file, Variant: { } variant } && file == Path.GetFileName(file) && variant == Path.GetFileName(folder)
                ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
