using System.Text.Json.Serialization;

namespace FhnHw.Training.Learning;

/// <summary>Accuracy of a network on a set of images, percent.</summary>
/// <param name="Vote">By the class that wins the most samples.</param>
/// <param name="Mean">By the class with the largest time-mean output.</param>
/// <param name="PerClass">By vote, one value a class; NaN for a class without images.</param>
public sealed record Accuracy(double Vote, double Mean, [property: JsonPropertyName("perDigit")] double[] PerClass)
{
    /// <summary>Compares predictions with labels.</summary>
    /// <param name="labels">True classes.</param>
    /// <param name="votes">Class by vote, one an image.</param>
    /// <param name="means">Class by mean, one an image.</param>
    /// <param name="classes">Number of classes.</param>
    public static Accuracy Of(ReadOnlySpan<byte> labels, ReadOnlySpan<int> votes, ReadOnlySpan<int> means, int classes)
    {
        var correct = new int[classes];
        var all = new int[classes];
        var correctMeans = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            all[labels[i]]++;
            correct[labels[i]] += votes[i] == labels[i] ? 1 : 0;
            correctMeans += means[i] == labels[i] ? 1 : 0;
        }

        var perClass = correct.Zip(all, (hits, count) => count == 0 ? double.NaN : 100.0 * hits / count);
        return new Accuracy(100.0 * correct.Sum() / labels.Length, 100.0 * correctMeans / labels.Length, [.. perClass]);
    }
}
