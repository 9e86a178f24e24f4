using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>The builds of a board that lie in artifacts/boards, a folder a variant.</summary>
public static class BoardBuilds
{
    /// <summary>All of them, by name. A folder without a manifest, or with that of another build, is none.</summary>
    public static IReadOnlyList<BoardManifest> Of(HdlSources sources, string board)
    {
        var folder = BoardFlow.FolderOf(sources, board);
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
                .Select(variant => (Name: Path.GetFileName(variant), Manifest: BoardManifest.Read(variant)))
                .Where(build => build.Manifest is { } manifest && manifest.Board == board && manifest.Variant == build.Name)
                .Select(build => build.Manifest!),
        ];
    }

    /// <summary>The one to flash.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="variant">The build's name; null where there is no choice.</param>
    /// <exception cref="InvalidSettingException">There is no bitstream, none of this name, or a choice and no name.</exception>
    public static BoardManifest Choose(HdlSources sources, string board, string? variant)
    {
        BoardManifest[] builds = [.. Of(sources, board).Where(build => build.Bitstream is not null)];
        return builds.Length > 0 ? Choose(builds, build => build.Variant, board, variant)
            : throw new InvalidSettingException($"There is no bitstream for {board}.") { Remedies = [Remedy.Do(RemedyAction.BuildBitstream).With(board)] };
    }

    /// <summary>The one of several builds, of bitstreams or of firmware, that is meant.</summary>
    /// <param name="builds">One or more.</param>
    /// <param name="nameOf">A build's name.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="variant">The build's name; null where there is no choice.</param>
    /// <exception cref="InvalidSettingException">There is none of this name, or a choice and no name.</exception>
    internal static T Choose<T>(IReadOnlyList<T> builds, Func<T, string> nameOf, string board, string? variant)
        where T : class
    {
        var names = string.Join(", ", builds.Select(nameOf));
        return variant is null && builds.Count == 1 ? builds[0]
            : builds.FirstOrDefault(build => nameOf(build) == variant) ?? throw new InvalidSettingException(variant is null
                ? $"There are {builds.Count} builds for {board}: {names}."
                : $"There is no build '{variant}' for {board}; there {(builds.Count == 1 ? "is" : "are")} {names}.")
            {
                Remedies = variant is null ? [Remedy.AsSaid("Build")] : [],
            };
    }
}
