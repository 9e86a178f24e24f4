using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public class SetFileNameTests
{
    [Theory]
    [InlineData("train-images-idx3-ubyte", "", "Train", "Images", "Idx")]
    [InlineData("T10K-LABELS.IDX1-UBYTE.GZ", "", "Test", "Labels", "Idx")]
    [InlineData("emnist-letters-train-images-idx3-ubyte.gz", "emnist-letters", "Train", "Images", "Idx")]
    [InlineData("emnist-mnist-test-labels-idx1-ubyte", "emnist-mnist", "Test", "Labels", "Idx")]
    [InlineData("qmnist-train-labels-idx2-int.gz", "qmnist", "Train", "Labels", "Idx")]
    [InlineData("my_test_images.bin", "my", "Test", "Images", "Idx")]
    [InlineData("val-labels-idx1-ubyte", "", "Test", "Labels", "Idx")]
    [InlineData("k49-train-imgs.npz", "k49", "Train", "Images", "Npz")]
    [InlineData("mnist.npz", "mnist", null, "Both", "Npz")]
    [InlineData("fashion-mnist_test.csv", "fashion-mnist", "Test", "Both", "Csv")]
    public void A_name_says_what_a_file_is(string name, string prefix, string? part, string kind, string form)
    {
        var said = SetFileName.OfFile(name)!;
        Assert.Equal((prefix, part, kind, form), (said.Prefix, said.Part?.ToString(), said.Kind.ToString(), said.Form.ToString()));
    }

    [Theory]
    [InlineData("qmnist-train-labels.tsv.gz")]
    [InlineData("train-images-idx3-ubyte.xz")]
    [InlineData(".train-images-idx3-ubyte.part")]
    [InlineData("xnist-images-idx3-ubyte.gz")]
    [InlineData("README.md")]
    [InlineData("weights")]
    public void Other_files_say_nothing(string name) => Assert.Null(SetFileName.OfFile(name));

    [Fact]
    public void A_plain_file_comes_before_a_packed_one_and_t10k_before_test_and_validation()
    {
        string[] names = ["val-images", "test-images.gz", "t10k-images.gz", "test-images", "t10k-images"];
        Assert.Equal(
            ["t10k-images", "t10k-images.gz", "test-images", "test-images.gz", "val-images"],
            names.OrderBy(name => SetFileName.OfFile(name)!.Rank));
    }

    [Theory]
    [InlineData("x_train", "Train", "Images")]
    [InlineData("y_test", "Test", "Labels")]
    [InlineData("train_labels", "Train", "Labels")]
    [InlineData("test_images", "Test", "Images")]
    public void An_array_says_it_too(string name, string part, string kind)
    {
        var said = SetFileName.OfArray(name);
        Assert.Equal(("", part, kind), (said.Prefix, said.Part?.ToString(), said.Kind.ToString()));
    }
}
