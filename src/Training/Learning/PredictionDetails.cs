namespace FhnHw.Training.Learning;

/// <summary>What a network gave for a set of images beside the classes. Arrays are image by image.</summary>
/// <param name="Images">Number of images.</param>
/// <param name="Scores">Outputs by the time-mean: image × class.</param>
/// <param name="Votes">Samples at which each class has the largest output: image × class; all 0 where nothing votes.</param>
/// <param name="Activations">Time-mean of g(x) of the last hidden layer: image × unit; empty where they were not asked for.</param>
public sealed record PredictionDetails(int Images, float[] Scores, int[] Votes, float[] Activations)
{
    /// <summary>Number of classes.</summary>
    public int Classes => Images == 0 ? 0 : Scores.Length / Images;

    /// <summary>Units of the last hidden layer; 0 without activations.</summary>
    public int Units => Images == 0 ? 0 : Activations.Length / Images;

    /// <summary>Makes room.</summary>
    /// <param name="images">Number of images.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="units">Units of the last hidden layer; 0 to leave the activations out.</param>
    public static PredictionDetails For(int images, int classes, int units) =>
        new(images, new float[images * classes], new int[images * classes], new float[images * units]);

    /// <summary>Takes scores and activations of some images; those beyond <see cref="Images"/> are left out.</summary>
    internal void Take(int first, ReadOnlySpan<float> scores, ReadOnlySpan<float> activations)
    {
        if (first < Images)
        {
            Take(scores, Scores.AsSpan(first * Classes));
            Take(activations, Activations.AsSpan(first * Units));
        }
    }

    /// <summary>Takes the votes of some images; those beyond <see cref="Images"/> are left out.</summary>
    internal void Take(int first, ReadOnlySpan<int> votes)
    {
        if (first < Images)
        {
            Take(votes, Votes.AsSpan(first * Classes));
        }
    }

    private static void Take<T>(ReadOnlySpan<T> values, Span<T> room) => values[..Math.Min(values.Length, room.Length)].CopyTo(room);
}
