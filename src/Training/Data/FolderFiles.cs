using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>The files of a folder whose names say what they are to a set.</summary>
/// <param name="folder">The folder, in full.</param>
internal sealed class FolderFiles(string folder)
{
    /// <summary>The two or four files that a form needs.</summary>
    private static readonly (Part Part, Kind Kind)[] Pairs =
        [(Part.Train, Kind.Images), (Part.Train, Kind.Labels), (Part.Test, Kind.Images), (Part.Test, Kind.Labels)];

    private readonly (SetFileName Name, string Path)[] _files =
    [
        .. Paths(folder).Select(path => (Name: SetFileName.OfFile(Path.GetFileName(path)), path)).Where(file => file.Name is not null)
            .Select(file => (file.Name!, file.path)).OrderBy(file => file.Item1.Rank).ThenBy(file => file.path, StringComparer.Ordinal),
    ];

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Sets of four files, by prefix: train images, train labels, test images, test labels.</summary>
    public IEnumerable<(string Prefix, string[] Paths)> Fours(Form form) => Complete(form, Pairs);

    /// <summary>Sets of two files, by prefix: train and test.</summary>
    public IEnumerable<(string Prefix, string[] Paths)> Twos(Form form) => Complete(form, [(Part.Train, Kind.Both), (Part.Test, Kind.Both)]);

    /// <summary>Files of a form that say neither part nor kind.</summary>
    public IEnumerable<string> Alone(Form form) =>
        _files.Where(file => file.Name.Form == form && file.Name is { Part: null, Kind: Kind.Both }).Select(file => file.Path);

    /// <summary>What is missing of the set of which most is there; null where there is nothing of any.</summary>
    public InvalidSettingException? Missing()
    {
        var most = _files.Where(file => file.Name.Form == Form.Idx).GroupBy(file => file.Name.Prefix)
            .MaxBy(group => group.Select(file => (file.Name.Part, file.Name.Kind)).Distinct().Count());
        if (most is null)
        {
            return null;
        }

        var (part, kind) = Pairs.First(pair => !most.Any(file => Has(file.Name, pair)));
        var name = string.Join('-', new[]
        {
            most.Key, part == Part.Train ? "train" : most.Key.Length == 0 ? "t10k" : "test", kind == Kind.Images ? "images-idx3-ubyte" : "labels-idx1-ubyte",
        }.Where(word => word.Length > 0));
        return new InvalidSettingException(
            $"The folder {folder} has no file {name} or {name}.gz (it has {Listed(_files.Select(file => file.Path))}); put the four IDX files of a set there.");
    }

    /// <summary>Some names of files, for an error.</summary>
    public static string Listed(IEnumerable<string> paths)
    {
        const int Most = 6;
        string[] names = [.. paths.Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).Take(Most + 1)];
        return names.Length == 0 ? "nothing" : string.Join(", ", names.Take(Most)) + (names.Length > Most ? ", ..." : "");
    }

    private IEnumerable<(string Prefix, string[] Paths)> Complete(Form form, (Part Part, Kind Kind)[] wanted)
    {
        foreach (var group in _files.Where(file => file.Name.Form == form).GroupBy(file => file.Name.Prefix).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            string?[] paths = [.. wanted.Select(pair => group.FirstOrDefault(file => Has(file.Name, pair)).Path)];
            if (!paths.Contains(null))
            {
                yield return (group.Key, [.. paths.Select(path => path!)]);
            }
        }
    }

    private static bool Has(SetFileName name, (Part Part, Kind Kind) pair) => name.Part == pair.Part && name.Kind == pair.Kind;

    // Kaggle packs each file into a folder of the file's name.
    private static IEnumerable<string> Paths(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(inner => SetFileName.OfFile(Path.GetFileName(inner)) is not null)
            .SelectMany(inner => Directory.EnumerateFiles(inner).Where(path => SameBut(Path.GetFileName(path), Path.GetFileName(inner)))));

    private static bool SameBut(string file, string folder) =>
        SetFileName.OfFile(file) is { } one && SetFileName.OfFile(folder) is { } other && one with { Rank = 0 } == other with { Rank = 0 };
}
