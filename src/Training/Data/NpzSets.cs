using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>
/// Sets in NumPy's .npz files: all in one, as Keras has <c>mnist.npz</c> (x_train, y_train, x_test, y_test), or in four files of an array each, as
/// Kuzushiji-49 comes. One file may name its classes too.
/// </summary>
internal static class NpzSets
{
    /// <summary>The sets of a folder, not read yet.</summary>
    public static IEnumerable<FoundSet> In(FolderFiles files)
    {
        foreach (var (prefix, paths) in files.Fours(Form.Npz))
        {
            FoundSet set = null!;
            set = new FoundSet(files.Folder, prefix, () => Of(set, Pair(paths[0], paths[1]), Pair(paths[2], paths[3])));
            yield return set;
        }

        foreach (var path in files.Alone(Form.Npz).Where(path => Npz.NamesIn(path) is not { } names || Roles(names).Count > 0))
        {
            yield return OfFile(path);
        }
    }

    /// <summary>The set of one file, not read yet.</summary>
    public static FoundSet OfFile(string path)
    {
        FoundSet set = null!;
        set = new FoundSet(path, Path.GetFileNameWithoutExtension(path), () => Read(set, path));
        return set;
    }

    private static DataSet Read(FoundSet set, string path)
    {
        var file = Npz.Read(path);
        var roles = Roles(file.Names);
        ImageSet In(Part part) => roles.TryGetValue((part, Kind.Images), out var images) && roles.TryGetValue((part, Kind.Labels), out var labels)
            ? Join(file, images, file, labels)
            : throw new InvalidSettingException(
                $"{path} has no arrays x_train, y_train, x_test and y_test (it has {string.Join(", ", file.Names)}); give a file that has them.");
        var (train, test) = (In(Part.Train), In(Part.Test));
        return Of(set, train, test, ClassNames.In(file, Math.Max(train.Classes, test.Classes)));
    }

    // Nobody publishes EMNIST in this form, so that whoever made the file may have turned it: it is taken as it lies.
    private static DataSet Of(FoundSet set, ImageSet train, ImageSet test, IReadOnlyList<string>? classNames = null) =>
        DataSet.Of(set.Name, set.Folder, train, test, classNames);

    private static ImageSet Pair(string images, string labels) => Join(Npz.Read(images), null, Npz.Read(labels), null);

    private static ImageSet Join(NpzFile images, string? imagesName, NpzFile labels, string? labelsName)
    {
        var (imagesKey, labelsKey) = (imagesName ?? Only(images), labelsName ?? Only(labels));
        var (imagesPlace, labelsPlace) = ($"The array '{imagesKey}' of {images.Path}", $"the array '{labelsKey}' of {labels.Path}");
        return PixelGrid.Join(
            NpyImages.PixelsOf(images[imagesKey], imagesPlace), imagesPlace, NpyImages.LabelsOf(labels[labelsKey], labelsPlace), labelsPlace);
    }

    private static string Only(NpzFile file) => file.Names.ToArray() is [var only]
        ? only
        : throw new InvalidSettingException($"{file.Path} has not one array but {file.Names.Count()}; give a file with one.");

    // Test arrays come before those for validation, which serve where there are no others.
    private static Dictionary<(Part, Kind), string> Roles(IEnumerable<string> names) => names
        .Select(name => (Said: SetFileName.OfArray(name), Name: name))
        .Where(array => array.Said is { Part: not null, Kind: Kind.Images or Kind.Labels, Prefix: "" })
        .GroupBy(array => (array.Said.Part!.Value, array.Said.Kind))
        .ToDictionary(group => group.Key, group => group.MinBy(array => array.Said.Rank).Name);
}
