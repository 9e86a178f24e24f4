using System.Globalization;
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

/// <summary>
/// Sets of pictures in folders: <c>train/CLASS/*.png</c> and <c>test/CLASS/*.png</c>, or <c>CLASS/*.png</c>, of which every fifth is to test on.
/// </summary>
internal static class PictureSets
{
    // Of a folder a class without parts, one picture in so many is to test on.
    private const int TestEvery = 5;

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
            ? Read(set, train, test, Needed(reader, folder))
            : throw new InvalidSettingException(
                $"{folder} has pictures in {FolderFiles.Listed(parts.Select(part => part.Path))} alone; "
                    + $"put some into {Path.Combine(folder, Of(Part.Train) is null ? "train" : "test", "CLASS")} too."));
        yield return set;
    }

    /// <summary>
    /// The set of a folder that holds folders of pictures itself, a class each, not read yet: of each class every fifth picture by name is to test on.
    /// Null where it has no two of them.
    /// </summary>
    /// <param name="folder">The folder with those of the classes.</param>
    /// <param name="reader">Reads a picture; null where nothing does.</param>
    public static FoundSet? WithoutParts(string folder, PictureReader? reader)
    {
        FoundSet set = null!;
        set = new FoundSet(folder, "", () => Divide(set, Needed(reader, folder)));
        return ClassesOf(folder).Take(2).Count() == 2 ? set : null;
    }

    /// <summary>True where the folder holds folders of pictures itself.</summary>
    public static bool HasClasses(string folder) => ClassesOf(folder).Any();

    /// <summary>The pictures of a folder and of those in it.</summary>
    public static IEnumerable<string> AllIn(string folder) => PicturesOf(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(inner => !Path.GetFileName(inner).StartsWith('.')).SelectMany(AllIn));

    private static IEnumerable<string> ClassesOf(string folder) =>
        Directory.EnumerateDirectories(folder).Where(inner => !Path.GetFileName(inner).StartsWith('.') && PicturesOf(inner).Any());

    private static IEnumerable<string> PicturesOf(string folder) => Directory.EnumerateFiles(folder).Where(path =>
        Endings.Contains(Path.GetExtension(path).ToLowerInvariant()) && !Path.GetFileName(path).StartsWith('.'));

    private static PictureReader Needed(PictureReader? reader, string folder) => reader ?? throw new InvalidSettingException(
        $"{folder} holds pictures, which cannot be read here; give IDX files.");

    private static DataSet Read(FoundSet set, string train, string test, PictureReader reader)
    {
        var labels = Labels(set, ClassesOf(train).Concat(ClassesOf(test)), out var names);
        return DataSet.Of(
            set.Name, set.Folder, PicturePart.Read(Files(train, labels), reader), PicturePart.Read(Files(test, labels), reader), names);
    }

    private static DataSet Divide(FoundSet set, PictureReader reader)
    {
        var files = Files(set.Folder, Labels(set, ClassesOf(set.Folder), out var names));
        var isTest = new bool[files.Length];
        var ofClass = new int[256];
        for (var n = 0; n < files.Length; n++)
        {
            isTest[n] = ++ofClass[files[n].Label] % TestEvery == 0;
        }

        if (!isTest.Contains(true))
        {
            throw new InvalidSettingException(
                $"{set.Folder} has fewer than {TestEvery} pictures of each class, too few to keep some to test on; give more, "
                    + $"or put some into {Path.Combine(set.Folder, "train", "CLASS")} and others into {Path.Combine(set.Folder, "test", "CLASS")}.");
        }

        var all = PicturePart.Read(files, reader);
        int[] Numbers(bool test) => [.. Enumerable.Range(0, files.Length).Where(n => isTest[n] == test)];
        return DataSet.Of($"{set.Name} (every fifth image of a class to test on)", set.Folder, all.Pick(Numbers(false)), all.Pick(Numbers(true)), names);
    }

    // The class of each folder's name; names is null where all are numbers.
    private static Dictionary<string, byte> Labels(FoundSet set, IEnumerable<string> folders, out string[]? names)
    {
        string[] all = [.. folders.Select(path => Path.GetFileName(path)!).Distinct().Order(NaturalOrder.Comparer)];
        var numbered = all.All(name => byte.TryParse(name, out _));
        if (all.Length > 256)
        {
            throw new InvalidSettingException($"{set.Folder} has {all.Length} classes; give at most 256.");
        }

        names = numbered ? null : all;
        return all.Index().ToDictionary(entry => entry.Item, entry => numbered ? byte.Parse(entry.Item, CultureInfo.InvariantCulture) : (byte)entry.Index);
    }

    private static (string Path, byte Label)[] Files(string part, Dictionary<string, byte> labels) =>
    [
        .. ClassesOf(part).Order(NaturalOrder.Comparer).SelectMany(
            folder => PicturesOf(folder).Order(NaturalOrder.Comparer).Select(path => (path, labels[Path.GetFileName(folder)]))),
    ];
}
