using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

/// <summary>Folders of pictures. A picture is a file of its pixels here, in one row: the program's own reader is tested where it is.</summary>
public sealed class PictureSetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_with_numbers_are_these_classes_and_files_come_in_the_order_of_their_numbers()
    {
        Put("train/10/1.png", 1, 2);
        Put("train/9/10.png", 3, 4);
        Put("train/9/9.png", 5, 6);
        Put("test/9/1.PNG", 7, 8);
        var set = Read();
        Assert.Equal([9, 9, 10], set.Train.Labels);
        Assert.Equal([5, 6, 3, 4, 1, 2], set.Train.Pixels);
        Assert.Null(set.ClassNames);
        Assert.Contains("2 classes (labels 9-10), none of 10 to test on", set.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "test")]
    [InlineData("Training", "Testing")]
    [InlineData("train", "val")]
    [InlineData("training_set", "validation")]
    public void Folders_with_words_are_classes_in_the_order_of_the_words(string train, string test)
    {
        Put($"{train}/dog/a.png", 1, 2);
        Put($"{train}/cat/a.png", 3, 4);
        Put($"{test}/frog/a.png", 5, 6);
        var set = Read();
        Assert.Equal(["cat", "dog", "frog"], set.ClassNames);
        Assert.Equal([0, 1], set.Train.Labels);
        Assert.Equal([2], set.Test.Labels);
        Assert.Contains("3 classes (cat, dog, frog), none of 2 to train on", set.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Test_pictures_come_before_those_for_validation()
    {
        Put("train/0/a.png", 1, 2);
        Put("val/0/a.png", 3, 4);
        Put("test/0/a.png", 5, 6);
        Assert.Equal([5, 6], Read().Test.Pixels);
    }

    [Fact]
    public void The_first_picture_of_another_size_is_named_with_both_sizes()
    {
        Put("train/0/a.png", 1, 2);
        Put("train/0/b.png", 1, 2, 3);
        Put("train/1/c.png", 1, 2, 3, 4);
        Put("test/0/a.png", 1, 2);
        Refuse("a.png has 1x2 pixels", "b.png 1x3 (rows x columns); give pictures of one size");
    }

    [Fact]
    public void Parts_of_different_size_and_missing_parts_are_refused()
    {
        Put("train/0/a.png", 1, 2);
        Refuse("has pictures in train alone", "test");
        Put("test/0/a.png", 1, 2, 3);
        Refuse("1x2 and the test images 1x3");
    }

    [Fact]
    public void Of_classes_without_parts_every_fifth_picture_is_to_test_on()
    {
        for (var n = 1; n <= 11; n++)
        {
            Put($"dog/{n}.png", (byte)n, 0);
            Put($"cat/{n}.png", (byte)(100 + n), 0);
        }

        var set = Read();
        Assert.Equal([105, 110, 5, 10], set.Test.Pixels.Where((_, pixel) => pixel % 2 == 0));
        Assert.Equal([0, 0, 1, 1], set.Test.Labels);
        Assert.Equal(18, set.Train.Count);
        Assert.Equal(["cat", "dog"], set.ClassNames);
        Assert.Contains("every fifth image of a class to test on", set.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void One_class_and_too_few_pictures_are_told_what_is_needed()
    {
        Put("0/a.png", 1, 2);
        Refuse("has a folder of pictures, but no two, a class each", Path.Combine("train", "CLASS"));
        Put("1/a.png", 1, 2);
        Refuse("fewer than 5 pictures of each class", Path.Combine("test", "CLASS"));
    }

    [Fact]
    public void A_set_in_a_folder_below_comes_before_folders_of_pictures()
    {
        Put("figures/a.png", 1, 2);
        Put("screens/a.png", 1, 2);
        Put("set/train/0/a.png", 3, 4);
        Put("set/test/0/a.png", 5, 6);
        Assert.Equal([3, 4], Read().Train.Pixels);
    }

    private void Put(string name, params byte[] pixels)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllBytes(_folder[name], pixels);
    }

    private DataSet Read() => DataPlace.Read(_folder.Path, path =>
    {
        var pixels = File.ReadAllBytes(path);
        return new GreyPicture(1, pixels.Length, pixels);
    });

    private void Refuse(params string[] words)
    {
        var message = Assert.Throws<InvalidSettingException>(Read).Message;
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
