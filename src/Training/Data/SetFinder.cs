using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Looks for sets in a folder, and where it has none itself, in the folders below: torchvision has <c>MNIST/raw</c>.</summary>
internal static class SetFinder
{
    private const int Levels = 3, MostFolders = 300;

    private const string Forms =
        "four IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, or packed with .gz), "
        + "an .npz file, two CSV files, or pictures in train/CLASS and test/CLASS or in CLASS";

    /// <summary>The one set that a place means.</summary>
    /// <exception cref="InvalidSettingException">There is none, or more than one.</exception>
    public static FoundSet Find(DataPlace place, PictureReader? pictures)
    {
        if (File.Exists(place.Path))
        {
            return OfFile(place.Path, pictures);
        }

        if (!Directory.Exists(place.Path))
        {
            throw new InvalidSettingException($"There is no folder {place.Path}; give one with images, or 'mnist' or 'builtin'.");
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place.Path));
        var found = In(folder, pictures);
        if (found.Count == 0 && place.Choice is null && PictureSets.WithoutParts(folder, pictures) is { } divided)
        {
            return divided; // the last of all forms: any folder may have folders of pictures in it
        }

        var chosen = place.Choice is { } choice ? Chosen(found, choice, folder) : found;
        return chosen.Count == 1 ? chosen[0] : throw NotOne(place, folder, found, chosen);
    }

    private static List<FoundSet> Chosen(List<FoundSet> found, string choice, string folder)
    {
        var exact = found.Where(set => set.IsMeant(choice, folder, StringComparison.Ordinal)).ToList();
        return exact.Count > 0 ? exact : [.. found.Where(set => set.IsMeant(choice, folder, StringComparison.OrdinalIgnoreCase))];
    }

    private static List<FoundSet> In(string root, PictureReader? pictures)
    {
        List<string> level = [root];
        for (var depth = 0; depth <= Levels && level.Count > 0; depth++)
        {
            List<FoundSet> found = [.. level.SelectMany(folder => Here(folder, pictures))];
            if (found.Count > 0)
            {
                return found;
            }

            level = [.. level.SelectMany(Below).Take(MostFolders)];
        }

        return [];
    }

    // The first form that is there: Kaggle has one set in two forms side by side.
    private static List<FoundSet> Here(string folder, PictureReader? pictures)
    {
        var files = new FolderFiles(folder);
        Func<IEnumerable<FoundSet>>[] forms =
            [() => IdxFolder.In(files), () => NpzSets.In(files), () => CsvSets.In(files), () => PictureSets.In(folder, pictures)];
        return forms.Select(form => form().ToList()).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private static IEnumerable<string> Below(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Where(inner => !Path.GetFileName(inner).StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    // A file stands for itself where it holds a set, and else for the set of its folder that it belongs to.
    private static FoundSet OfFile(string path, PictureReader? pictures)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return SetFileName.OfFile(Path.GetFileName(path)) switch
        {
            { Form: Form.Npz, Part: null } => NpzSets.OfFile(path),
            { } name when Here(folder, pictures).FirstOrDefault(set => set.Prefix == name.Prefix) is { } set => set,
            null when path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) => NpzSets.OfFile(path),
            _ => throw new FolderFiles(folder).Missing() ?? new InvalidSettingException($"{path} is no set of images; give a folder with {Forms}."),
        };
    }

    private static InvalidSettingException NotOne(DataPlace place, string folder, List<FoundSet> found, List<FoundSet> chosen)
    {
        if (found.Count == 0)
        {
            return new FolderFiles(folder).Missing() ?? new InvalidSettingException(
                PictureSets.HasClasses(folder)
                    ? $"{folder} has a folder of pictures, but no two, a class each, and none called train and test; "
                        + $"put pictures into {Path.Combine(folder, "CLASS")}, or into {Path.Combine(folder, "train", "CLASS")} and "
                        + $"{Path.Combine(folder, "test", "CLASS")}."
                    : $"The folder {folder} holds no set of images (it has {FolderFiles.Listed(Directory.EnumerateFileSystemEntries(folder))}); "
                        + $"give one with {Forms}.");
        }

        var several = chosen.Count > 1 ? chosen : found;
        var names = several.Select(set => several.Count(other => other.Key == set.Key) > 1 ? $"{set.Folder}:{set.Key}" : $"{place.Path}:{set.Key}");
        var list = string.Join(", ", names.Order(StringComparer.Ordinal));
        return new InvalidSettingException(
            place.Choice is null || chosen.Count > 1
                ? $"{place} holds {several.Count} sets; give one of them: {list}."
                : $"{place.Path} holds no set '{place.Choice}'; give one of: {list}.");
    }
}
