namespace FhnHw.Training.Data;

/// <summary>Makes a set of what was read, with the name that the place gives it.</summary>
internal static class SetNaming
{
    /// <summary>The set; images that lie on their side by its name are turned.</summary>
    /// <param name="found">Where it was found.</param>
    /// <param name="train">Images to train on.</param>
    /// <param name="test">Images to test on.</param>
    /// <param name="published">Its name where its bytes are known, or null.</param>
    public static DataSet Named(FoundSet found, ImageSet train, ImageSet test, string? published = null) => found.LiesOnItsSide
        ? DataSet.Of($"{found.Name}, turned upright", found.Folder, PixelGrid.Transposed(train), PixelGrid.Transposed(test))
        : DataSet.Of(published ?? found.Name, found.Folder, train, test);
}
