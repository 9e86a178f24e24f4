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
        var right = new int[classes];
        var all = new int[classes];
        var rightMeans = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            all[labels[i]]++;
            right[labels[i]] += votes[i] == labels[i] ? 1 : 0;
            rightMeans += means[i] == labels[i] ? 1 : 0;
        }

        var perClass = right.Zip(all, (hits, count) => count == 0 ? double.NaN : 100.0 * hits / count);
        return new Accuracy(100.0 * right.Sum() / labels.Length, 100.0 * rightMeans / labels.Length, [.. perClass]);
    }
}
