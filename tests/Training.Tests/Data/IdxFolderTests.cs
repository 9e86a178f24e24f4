using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public sealed class IdxFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_written_set_is_read_again(bool compress)
    {
        var set = SmallSets.Set();
        IdxFolder.Write(_folder["fashion"], set, compress);
        var read = DataPlace.Read(_folder["fashion"] + "/");
        Assert.True(SmallSets.Same(set.Train, read.Train) && SmallSets.Same(set.Test, read.Test));
        Assert.Equal(("fashion", set.Fingerprint, false), (read.Name, read.Fingerprint, read.Verified));
    }

    [Theory]
    [InlineData("t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte")]
    [InlineData("t10k-labels-idx1-ubyte", "test-labels-idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte", "train-images.idx3-ubyte.gz")]
    public void Other_spellings_are_found(string usual, string other)
    {
        IdxFolder.Write(_folder.Path, SmallSets.Set(), compress: false);
        File.Move(_folder[usual], _folder[other]);
        Assert.True(IdxFolder.IsComplete(_folder.Path));
        Assert.Equal(12, DataPlace.Read(_folder.Path).Train.Count);
    }

    [Fact]
    public void A_missing_file_and_a_missing_folder_are_named()
    {
        IdxFolder.Write(_folder.Path, SmallSets.Set());
        File.Delete(_folder["t10k-labels-idx1-ubyte.gz"]);
        Refuse(_folder.Path, "has no file t10k-labels-idx1-ubyte");
        Refuse(_folder["nowhere"], "There is no folder");
    }

    [Fact]
    public void Images_and_labels_of_different_number_are_refused()
    {
        IdxFolder.Write(_folder.Path, SmallSets.Set(), compress: false);
        IdxFile.WriteLabels(_folder["train-labels-idx1-ubyte"], SmallSets.Images(11), compress: false);
        Refuse(_folder.Path, "11 labels");
    }

    [Fact]
    public void Sets_of_different_size_are_refused()
    {
        IdxFolder.Write(_folder.Path, SmallSets.Set(), compress: false);
        IdxFile.WriteImages(_folder["t10k-images-idx3-ubyte"], SmallSets.Images(8, rows: 5), compress: false);
        Refuse(_folder.Path, "3x2 and the test images 5x2");
    }

    [Theory]
    [InlineData("0 1 2 3", "0 1 2 3", "4 classes,")]
    [InlineData("1 2 3 4", "1 2 3 4", "4 classes (labels 1-4),")]
    [InlineData("0 2 4", "0 2 4", "3 classes (labels 0, 2, 4),")]
    [InlineData("3", "3", "1 class (labels 3),")]
    [InlineData("0 1 255", "0 1", "3 classes (labels 0-1, 255), none of 255 to test on,")]
    [InlineData("0 1 2", "0 1", "3 classes, none of 2 to test on,")]
    [InlineData("0 1", "0 1 2", "3 classes, none of 2 to train on,")]
    [InlineData("5", "7", "2 classes (labels 5, 7), none of 7 to train on, none of 5 to test on,")]
    public void Classes_may_lack_in_either_part_and_the_line_of_the_set_says_which(string train, string test, string words)
    {
        IdxFolder.Write(_folder.Path, DataSet.Of("small", "a test", Labelled(train), Labelled(test)), compress: false);
        var set = DataPlace.Read(_folder.Path);
        Assert.Contains(words, set.ToString(), StringComparison.Ordinal);
        Assert.Equal(set.Train.Classes, set.Test.Classes);
        Assert.Equal(set.Fingerprint, DataPlace.Read(_folder.Path).Fingerprint);

        static ImageSet Labelled(string labels)
        {
            byte[] bytes = [.. labels.Split(' ').Select(byte.Parse)];
            return new ImageSet(1, 2, new byte[2 * bytes.Length], bytes);
        }
    }

    private static void Refuse(string folder, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidSettingException>(() => DataPlace.Read(folder)).Message, StringComparison.Ordinal);
}
