namespace FhnHw.Training.Data;

/// <summary>
/// Sets in two CSV files, a row an image, as Kaggle has them: <c>mnist_train.csv</c> and <c>mnist_test.csv</c>, with a head
/// <c>label,pixel0,...</c> or without.
/// </summary>
internal static class CsvSets
{
    /// <summary>The sets of a folder, not read yet.</summary>
    public static IEnumerable<FoundSet> In(FolderFiles files)
    {
        foreach (var (prefix, paths) in files.Twos(Form.Csv))
        {
            FoundSet set = null!;
            set = new FoundSet(files.Folder, prefix, () => SetNaming.Named(set, CsvImages.Read(paths[0]), CsvImages.Read(paths[1])));
            yield return set;
        }
    }
}
