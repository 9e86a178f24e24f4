namespace FhnHw.Training.Data;

/// <summary>Which images stand for a set where only a few are shown.</summary>
public static class ShownImages
{
    /// <summary>True where the images lie class after class, as folders of pictures give them: the first ones are then all of one class.</summary>
    /// <param name="labels">The class of each image.</param>
    public static bool AreSorted(IReadOnlyList<int> labels)
    {
        for (var image = 1; image < labels.Count; image++)
        {
            if (labels[image] < labels[image - 1])
            {
                return false;
            }
        }

        return labels.Count > 1 && labels[0] != labels[^1];
    }

    /// <summary>The first images; of a set that is sorted by class the first of each class, then the second of each, and so on.</summary>
    /// <param name="labels">The class of each image of the set.</param>
    /// <param name="images">Numbers of images, rising, of which some are shown.</param>
    /// <param name="count">How many are shown at most.</param>
    public static int[] First(IReadOnlyList<int> labels, IEnumerable<int> images, int count) => !AreSorted(labels)
        ? [.. images.Take(count)]
        :
        [
            .. images.GroupBy(image => labels[image])
                .SelectMany(group => group.Select((image, turn) => (Image: image, Turn: turn)))
                .OrderBy(shown => shown.Turn).ThenBy(shown => shown.Image).Take(count).Select(shown => shown.Image),
        ];
}
