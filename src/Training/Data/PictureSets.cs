using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>A picture in grey.</summary>
/// <param name="Rows">Height, pixels.</param>
/// <param name="Columns">Width, pixels.</param>
/// <param name="Pixels">rows × columns bytes, 0 to 255, row by row.</param>
public sealed record GreyPicture(int Rows, int Columns, byte[] Pixels);

/// <summary>Reads a picture from a file.</summary>
/// <exception cref="InvalidSettingException">The file is missing, damaged, or no picture.</exception>
public delegate GreyPicture PictureReader(string path);

/// <summary>Sets of pictures in folders: <c>train/CLASS/*.png</c> and <c>test/CLASS/*.png</c>.</summary>
internal static class PictureSets
{
    private static readonly string[] Endings = [".png", ".bmp", ".jpg", ".jpeg", ".gif", ".webp"];

    /// <summary>The set of a folder, not read yet; none where it has no folders of pictures.</summary>
    /// <param name="folder">The folder with those of the parts.</param>
    /// <param name="reader">Reads a picture; null where nothing does.</param>
    public static IEnumerable<FoundSet> In(string folder, PictureReader? reader)
    {
        var parts = Directory.EnumerateDirectories(folder).Select(path => (Path: path, Said: SetFileName.OfFolder(Path.GetFileName(path))))
            .Where(part => part.Said is not null && ClassesOf(part.Path).Any()).OrderBy(part => part.Said!.Rank).ToArray();
        if (parts.Length == 0)
        {
            yield break;
        }

        string? Of(Part wanted) => parts.FirstOrDefault(part => part.Said!.Part == wanted).Path;
        FoundSet set = null!;
        set = new FoundSet(folder, "", () => Of(Part.Train) is { } train && Of(Part.Test) is { } test
            ? Read(set, train, test, reader ?? throw new InvalidSettingException(
                $"{folder} holds pictures, which cannot be read here; give IDX files."))
            : throw new InvalidSettingException(
                $"{folder} has pictures in {FolderFiles.Listed(parts.Select(part => part.Path))} alone; "
                    + $"put some into {Path.Combine(folder, Of(Part.Train) is null ? "train" : "test", "CLASS")} too."));
        yield return set;
    }

    /// <summary>True where the folder holds folders of pictures itself, a class each.</summary>
    public static bool HasClasses(string folder) => ClassesOf(folder).Any();

    /// <summary>The pictures of a folder and of those in it.</summary>
    public static IEnumerable<string> AllIn(string folder) => PicturesOf(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(inner => !Path.GetFileName(inner).StartsWith('.')).SelectMany(AllIn));

    private static IEnumerable<string> ClassesOf(string folder) =>
        Directory.EnumerateDirectories(folder).Where(inner => !Path.GetFileName(inner).StartsWith('.') && PicturesOf(inner).Any());

    private static IEnumerable<string> PicturesOf(string folder) => Directory.EnumerateFiles(folder).Where(path =>
        Endings.Contains(Path.GetExtension(path).ToLowerInvariant()) && !Path.GetFileName(path).StartsWith('.'));

    private static DataSet Read(FoundSet set, string train, string test, PictureReader reader)
    {
        var folders = ClassesOf(train).Concat(ClassesOf(test));
        string[] names = [.. folders.Select(path => Path.GetFileName(path)!).Distinct().Order(NaturalOrder.Comparer)];
        var numbered = names.All(name => byte.TryParse(name, out _));
        if (names.Length > 256)
        {
            throw new InvalidSettingException($"{set.Folder} has {names.Length} classes; give at most 256.");
        }

        byte LabelOf(string folder) => numbered ? byte.Parse(Path.GetFileName(folder)) : (byte)Array.IndexOf(names, Path.GetFileName(folder));
        return DataSet.Of(
            set.Name, set.Folder, PicturePart.Read(Files(train), reader), PicturePart.Read(Files(test), reader), numbered ? null : names);

        (string Path, byte Label)[] Files(string part) =>
        [
            .. ClassesOf(part).Order(NaturalOrder.Comparer)
                .SelectMany(folder => PicturesOf(folder).Order(NaturalOrder.Comparer).Select(path => (path, LabelOf(folder)))),
        ];
    }
}
