using FhnHw.Training.Data;
using FhnHw.Training.Learning;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FhnHw.OnnxCheck;

/// <summary>An exported network, run by ONNX Runtime on this processor.</summary>
/// <param name="path">The ONNX file.</param>
public sealed class OnnxAnswers(string path) : IDisposable
{
    private const int BatchImages = 100;

    private readonly InferenceSession _session = new(path);

    /// <summary>True where the network votes.</summary>
    public bool Votes => _session.OutputMetadata.ContainsKey("vote_class");

    /// <summary>What the file tells about itself, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>What the file tells about itself, in words.</summary>
    public string Description => _session.ModelMetadata.Description;

    /// <summary>The dimensions of the input; -1 for any length.</summary>
    public IReadOnlyList<int> InputShape => _session.InputMetadata["image"].Dimensions;

    /// <summary>The answers to some images, as whoever divides their bytes by 255 gets them; where nothing votes, those of the time-mean.</summary>
    public Predictions Predict(ImageSet images)
    {
        var (votes, means) = (new List<int>(), new List<int>());
        for (var start = 0; start < images.Count; start += BatchImages)
        {
            var count = Math.Min(BatchImages, images.Count - start);
            var size = images.Rows * images.Columns;
            float[] pixels = [.. images.Pixels.Skip(start * size).Take(count * size).Select(grey => grey / 255f)];
            int[] shape = InputShape.Count == 2 ? [count, size] : [count, 1, images.Rows, images.Columns];
            using var answers = _session.Run([NamedOnnxValue.CreateFromTensor("image", new DenseTensor<float>(pixels, shape))]);
            means.AddRange(ClassesOf(answers, "mean_class"));
            votes.AddRange(ClassesOf(answers, Votes ? "vote_class" : "mean_class"));
        }

        return new Predictions([.. votes], [.. means]);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static IEnumerable<int> ClassesOf(IEnumerable<DisposableNamedOnnxValue> answers, string name) =>
        answers.Single(answer => answer.Name == name).AsEnumerable<long>().Select(number => (int)number);
}
