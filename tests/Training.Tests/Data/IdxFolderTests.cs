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
        var read = IdxFolder.Read(_folder["fashion"] + "/");
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
        Assert.Equal(12, IdxFolder.Read(_folder.Path).Train.Count);
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
    public void Sets_of_different_size_or_classes_are_refused()
    {
        IdxFolder.Write(_folder.Path, SmallSets.Set(), compress: false);
        IdxFile.WriteImages(_folder["t10k-images-idx3-ubyte"], SmallSets.Images(8, rows: 5), compress: false);
        Refuse(_folder.Path, "3x2 and the test images 5x2");
        IdxFile.WriteImages(_folder["t10k-images-idx3-ubyte"], SmallSets.Images(8), compress: false);
        IdxFile.WriteLabels(_folder["t10k-labels-idx1-ubyte"], SmallSets.Images(8, classes: 6), compress: false);
        Refuse(_folder.Path, "up to 5");
    }

    [Fact]
    public void A_label_far_from_the_others_is_taken_for_damage_and_a_first_class_of_1_is_not()
    {
        IdxFolder.Write(_folder.Path, SmallSets.Set(), compress: false);
        Overwrite(label => label == 0 ? (byte)1 : label);
        Assert.Equal(12, IdxFolder.Read(_folder.Path).Train.Count);
        Overwrite(label => label == 1 ? (byte)200 : label);
        Refuse(_folder.Path, "go up to 200, but none is ");

        void Overwrite(Func<byte, byte> change)
        {
            var bytes = File.ReadAllBytes(_folder["train-labels-idx1-ubyte"]);
            for (var i = IdxFormat.LabelsHead; i < bytes.Length; i++)
            {
                bytes[i] = change(bytes[i]);
            }

            File.WriteAllBytes(_folder["train-labels-idx1-ubyte"], bytes);
        }
    }

    private static void Refuse(string folder, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidSettingException>(() => IdxFolder.Read(folder)).Message, StringComparison.Ordinal);
}
