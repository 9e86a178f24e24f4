using System.Text.RegularExpressions;

namespace FhnHw.Training.Data;

/// <summary>What a file is to its set.</summary>
internal enum Part
{
    /// <summary>To train on.</summary>
    Train,

    /// <summary>To test on.</summary>
    Test,
}

/// <summary>What a file holds.</summary>
internal enum Kind
{
    /// <summary>Images.</summary>
    Images,

    /// <summary>Labels.</summary>
    Labels,

    /// <summary>Images with their labels, or not said.</summary>
    Both,
}

/// <summary>How a file is written.</summary>
internal enum Form
{
    /// <summary>IDX, plain or packed.</summary>
    Idx,

    /// <summary>NumPy's .npz.</summary>
    Npz,

    /// <summary>Text with a row an image.</summary>
    Csv,
}

/// <summary>What the name of a file or of an array says.</summary>
/// <param name="Prefix">The words that are left, in lower case with dashes: the set and its split, such as <c>emnist-letters</c>; may be empty.</param>
/// <param name="Part">Training or test; null where it does not say.</param>
/// <param name="Kind">Images, labels, or both.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Rank">Which of several files of one meaning is taken: the smallest.</param>
internal sealed partial record SetFileName(string Prefix, Part? Part, Kind Kind, Form Form, int Rank)
{
    private static readonly string[] Training = ["train", "training", "trn"];

    // In the order of preference. Validation images serve as test images where there are no others.
    private static readonly string[] Testing = ["t10k", "test", "testing", "tst", "test10k", "test60k", "test50k", "val", "valid", "validation"];

    private static readonly string[] Images = ["images", "image", "imgs", "img"], Labels = ["labels", "label", "lbls", "targets", "target"];

    // What other files of a folder end in: pictures, packed folders, tables, notes.
    private static readonly string[] Others =
    [
        "tsv", "txt", "md", "json", "png", "jpg", "jpeg", "npy", "pt", "pth", "pkl", "zip", "xz", "bz2", "tar", "tgz", "7z", "mat", "arff",
        "parquet", "md5", "sha256", "part", "log", "html", "py", "ipynb", "pdf", "yaml", "yml", "cs", "aria2", "crdownload",
    ];

    /// <summary>What a file's name says; null where it cannot be of a set.</summary>
    public static SetFileName? OfFile(string name)
    {
        var words = Words().Split(name.ToLowerInvariant()).Where(word => word.Length > 0).ToList();
        var packed = words.Count > 1 && words[^1] is "gz" or "bgz";
        words.RemoveRange(words.Count - (packed ? 1 : 0), packed ? 1 : 0);
        if (words.Count == 0 || Others.Contains(words[^1]) || name.StartsWith('.'))
        {
            return null;
        }

        var form = words[^1] switch { "npz" => Form.Npz, "csv" => Form.Csv, _ => Form.Idx };
        var said = OfWords(words, form);
        return form == Form.Idx && (said.Part is null || said.Kind == Kind.Both) ? null : said with { Rank = (4 * said.Rank) + (packed ? 1 : 0) };
    }

    /// <summary>What the name of an array in an .npz file says, such as <c>x_train</c> or <c>test_labels</c>.</summary>
    public static SetFileName OfArray(string name) =>
        OfWords([.. Words().Split(name.ToLowerInvariant()).Select(word => word switch { "x" => "images", "y" => "labels", _ => word })], Form.Npz);

    /// <summary>What the name of a folder of pictures says; null where it says neither training nor test.</summary>
    public static SetFileName? OfFolder(string name) =>
        OfWords([.. Words().Split(name.ToLowerInvariant())], Form.Idx) is { Part: not null } said ? said : null;

    private static SetFileName OfWords(List<string> words, Form form)
    {
        var part = words.Select(word => (Word: word, Rank: PartOf(word))).FirstOrDefault(known => known.Rank is not null);
        var kinds = words.Where(word => Images.Contains(word) || Labels.Contains(word)).ToArray();
        var prefix = words.Where(word => word != part.Word && !kinds.Contains(word) && !Noise().IsMatch(word));
        return new SetFileName(
            string.Join('-', prefix),
            part.Word is null ? null : Training.Contains(part.Word) ? Data.Part.Train : Data.Part.Test,
            kinds.Length == 0 ? Kind.Both : Labels.Contains(kinds[^1]) ? Kind.Labels : Kind.Images,
            form, part.Rank ?? 0);
    }

    private static int? PartOf(string word) =>
        Array.IndexOf(Training, word) is >= 0 and var train ? train
        : Array.IndexOf(Testing, word) is >= 0 and var test ? test
        : null;

    [GeneratedRegex("[-_. ]+")]
    private static partial Regex Words();

    [GeneratedRegex("^(idx[1-4]?|ubyte|byte|int|uint8|bin|dat|data|raw|npz|csv|set|file)$")]
    private static partial Regex Noise();
}
