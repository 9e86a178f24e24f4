using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>A folder with the four IDX files of a set under the usual names.</summary>
public static class IdxFolder
{
    /// <summary>The usual names, without .gz: train images, train labels, test images, test labels.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ];

    /// <summary>True when all four files are there.</summary>
    public static bool IsComplete(string folder) => Names.All(name => Find(folder, name) is not null);

    /// <summary>Reads the set; the folder's name is the set's.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <exception cref="InvalidSettingException">A file is missing or damaged, or the files do not fit together.</exception>
    public static DataSet Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidSettingException($"There is no folder {folder}; give one with IDX files, or 'mnist' or 'builtin'.");
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var train = ReadSet(folder, Names[0], Names[1]);
        CheckClasses(train, full);
        return DataSet.Of(Path.GetFileName(full), full, train, ReadSet(folder, Names[2], Names[3]));
    }

    // Classes are counted up to the largest label, so a damaged label shows as classes without images. Some sets begin at 1.
    private static void CheckClasses(ImageSet train, string folder)
    {
        var found = train.Labels.ToHashSet();
        for (byte label = 1; label < train.Labels.Max(); label++)
        {
            if (!found.Contains(label))
            {
                throw new InvalidSettingException(
                    $"The training labels of {folder} go up to {train.Labels.Max()}, but none is {label}; "
                        + "give a set whose classes are numbered without gaps.");
            }
        }
    }

    /// <summary>Writes the set under the usual names.</summary>
    /// <param name="folder">Made when it is missing.</param>
    /// <param name="set">What to write.</param>
    /// <param name="compress">Pack with gzip and add .gz to the names.</param>
    /// <exception cref="InvalidSettingException">A file cannot be written.</exception>
    public static void Write(string folder, DataSet set, bool compress = true)
    {
        string Place(int index) => Path.Combine(folder, Names[index] + (compress ? ".gz" : ""));
        IdxFile.WriteImages(Place(0), set.Train, compress);
        IdxFile.WriteLabels(Place(1), set.Train, compress);
        IdxFile.WriteImages(Place(2), set.Test, compress);
        IdxFile.WriteLabels(Place(3), set.Test, compress);
    }

    /// <summary>The path of one of <see cref="Names"/> in any of its spellings, plain before packed; null when there is none.</summary>
    public static string? Find(string folder, string name) =>
        Spellings(name).Select(spelling => Path.Combine(folder, spelling)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Spellings(string name)
    {
        string[] stems = name.StartsWith("t10k", StringComparison.Ordinal) ? [name, "test" + name[4..]] : [name];
        var dotted = stems.Select(stem => stem.Replace("-idx", ".idx", StringComparison.Ordinal));
        return stems.Concat(dotted).SelectMany(stem => new[] { stem, stem + ".gz" });
    }

    private static ImageSet ReadSet(string folder, string imagesName, string labelsName)
    {
        var imagesPath = Find(folder, imagesName) ?? throw Missing(folder, imagesName);
        var labelsPath = Find(folder, labelsName) ?? throw Missing(folder, labelsName);
        var labels = IdxFile.ReadLabels(labelsPath);
        var (pixels, count, rows, columns) = IdxFile.ReadImages(imagesPath);
        return labels.Length == count
            ? new ImageSet(rows, columns, pixels, labels)
            : throw new InvalidSettingException(
                $"{imagesPath} has {count} images and {labelsPath} {labels.Length} labels; give two files of one set.");
    }

    private static InvalidSettingException Missing(string folder, string name) =>
        new($"The folder {folder} has no file {name} or {name}.gz; put the four IDX files of a set there.");
}
