using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Sets of four IDX files in a folder: images and labels, to train on and to test on.</summary>
public static class IdxFolder
{
    /// <summary>The usual names, without .gz: train images, train labels, test images, test labels.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ];

    /// <summary>True when a folder has the four files of a set, under these or similar names.</summary>
    public static bool IsComplete(string folder) => Directory.Exists(folder) && new FolderFiles(folder).Fours(Form.Idx).Any();

    /// <summary>The sets of a folder, not read yet.</summary>
    internal static IEnumerable<FoundSet> In(FolderFiles files)
    {
        foreach (var (prefix, paths) in files.Fours(Form.Idx))
        {
            FoundSet set = null!;
            set = new FoundSet(files.Folder, prefix, () =>
            {
                var test = Task.Run(() => Read(paths[2], paths[3])); // beside the others: packed files take a core each
                return SetNaming.Named(set, Read(paths[0], paths[1]), test.GetAwaiter().GetResult(), PublishedFiles.NameOf(paths[0]));
            });
            yield return set;
        }
    }

    /// <summary>Writes the set under the usual names.</summary>
    /// <param name="folder">Made when it is missing.</param>
    /// <param name="set">What to write.</param>
    /// <param name="compress">Pack with gzip and add .gz to the names.</param>
    /// <exception cref="InvalidSettingException">A file cannot be written.</exception>
    public static void Write(string folder, DataSet set, bool compress = true)
    {
        string[] names = [.. Names.Select(name => name + (compress ? ".gz" : ""))];
        using var scratch = new ScratchFolder(Path.Combine(folder, "set"));
        string Place(int index) => Path.Combine(scratch.Path, names[index]);
        try
        {
            IdxFile.WriteImages(Place(0), set.Train, compress);
            IdxFile.WriteLabels(Place(1), set.Train, compress);
            IdxFile.WriteImages(Place(2), set.Test, compress);
            IdxFile.WriteLabels(Place(3), set.Test, compress);
        }
        catch (UnusableFileException error) when (error.InnerException is { } cause)
        {
            throw AtomicFile.Refusal(folder, cause); // it names a temporary file
        }

        scratch.MoveFilesTo(folder, names);
    }

    private static ImageSet Read(string images, string labels) =>
        PixelGrid.Join(IdxFile.ReadImages(images), images, IdxFile.ReadLabels(labels), labels);
}
