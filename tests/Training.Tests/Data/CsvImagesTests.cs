using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public sealed class CsvImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("label,pixel0,pixel1,pixel2,pixel3\n7,0,1,2,3\n0,252,253,254,255\n")]
    [InlineData("7,0,1,2,3\r\n0,252,253,254,255")]
    [InlineData("\"pixel0\",\"pixel1\",\"Label\",\"pixel2\",\"pixel3\"\n0,1,7,2,3\n\n252, 253, 0, 254, 255\n")]
    public void A_row_is_an_image_with_its_label(string text)
    {
        var set = CsvImages.Read(Written(text));
        Assert.Equal([7, 0], set.Labels);
        Assert.Equal([0, 1, 2, 3, 252, 253, 254, 255], set.Pixels);
        Assert.Equal((2, 2), (set.Rows, set.Columns));
    }

    [Fact]
    public void Two_files_make_a_set_named_by_their_names()
    {
        File.WriteAllText(_folder["emnist-letters-train.csv"], "1,0,1,2,3\n2,4,5,6,7\n");
        File.WriteAllText(_folder["emnist-letters-test.csv"], "1,0,1,2,3\n");
        var set = DataPlace.Read(_folder["emnist-letters-test.csv"]);
        Assert.Equal("EMNIST letters, turned upright", set.Name);
        Assert.Equal([0, 2, 1, 3], set.Test.Pixels);
    }

    [Theory]
    [InlineData("pixel0,pixel1\n1,2\n", "has no column 'label'")]
    [InlineData("label,pixel0\n1,2,3\n", "Row 2 of", "more than 2 columns")]
    [InlineData("label,pixel0,pixel1\n1,2\n", "Row 2 of", "2 columns and the first 3")]
    [InlineData("1,2\n3,256\n", "Row 2 of", "'256' in column 2")]
    [InlineData("1,2\n-3,25\n", "'-3' in column 1")]
    [InlineData("1;2\n", "has no columns")]
    [InlineData("label,pixel0\n", "has no row of an image")]
    [InlineData("", "is empty")]
    public void What_is_no_such_file_is_refused_with_its_row(string text, params string[] words)
    {
        var message = Assert.Throws<InvalidSettingException>(() => CsvImages.Read(Written(text))).Message;
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    private string Written(string text)
    {
        File.WriteAllText(_folder["a.csv"], text);
        return _folder["a.csv"];
    }
}
