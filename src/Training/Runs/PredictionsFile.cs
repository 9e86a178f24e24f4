using FhnHw.Files;
using FhnHw.Training.Data;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Runs;

/// <summary>
/// predictions.npz: what a network made of each image of a set, as NumPy opens it: <c>label</c>, <c>vote_class</c>, <c>mean_class</c>, and in detail
/// <c>mean_scores</c> and <c>votes</c> (image × class) and <c>activations</c> (image × unit).
/// </summary>
public static class PredictionsFile
{
    /// <summary>The file of a folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "predictions.npz");

    /// <summary>Writes it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="images">The set.</param>
    /// <param name="predictions">Of each of its images.</param>
    public static void Write(string folder, ImageSet images, Predictions predictions) => Npz.Write(
        PathIn(folder), [new("label", NpyArray.Of(Array.ConvertAll(images.Labels, label => (int)label))), .. Arrays(predictions)]);

    /// <summary>Writes the same for images without labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="predictions">Of each image.</param>
    public static void WriteUnlabelled(string path, Predictions predictions) => Npz.Write(path, Arrays(predictions));

    /// <summary>Reads true and predicted classes, by vote; null where a folder has no such file.</summary>
    /// <exception cref="UnusableFileException">The file is damaged.</exception>
    public static (int[] Labels, int[] Votes)? Read(string folder)
    {
        if (!File.Exists(PathIn(folder)))
        {
            return null;
        }

        var file = Npz.Read(PathIn(folder));
        var labels = file.Get<int>("label", -1);
        return (labels, file.Get<int>("vote_class", labels.Length));
    }

    private static List<KeyValuePair<string, NpyArray>> Arrays(Predictions predictions)
    {
        List<KeyValuePair<string, NpyArray>> arrays =
        [
            new("vote_class", NpyArray.Of(predictions.Votes)),
            new("mean_class", NpyArray.Of(predictions.Means)),
        ];
        if (predictions.Details is { } details)
        {
            arrays.Add(new("mean_scores", NpyArray.Of(details.Scores, details.Images, details.Classes)));
            arrays.Add(new("votes", NpyArray.Of(details.Votes, details.Images, details.Classes)));
            if (details.Units > 0)
            {
                arrays.Add(new("activations", NpyArray.Of(details.Activations, details.Images, details.Units)));
            }
        }

        return arrays;
    }
}
