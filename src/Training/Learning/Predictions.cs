using FhnHw.Training.Data;

namespace FhnHw.Training.Learning;

/// <summary>A network's predictions for a set of images.</summary>
/// <param name="Votes">Class by vote, one an image.</param>
/// <param name="Means">Class by the time-mean, one an image.</param>
public sealed record Predictions(int[] Votes, int[] Means)
{
    /// <summary>Scores, votes of each class and activations; null where they were not asked for.</summary>
    public PredictionDetails? Details { get; init; }

    /// <summary>How many of them are correct.</summary>
    public Accuracy Accuracy(ImageSet images) => Learning.Accuracy.Of(images.Labels, Votes, Means, images.Classes);
}
