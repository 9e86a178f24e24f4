using System.Buffers.Binary;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

/// <summary>Sets as people have them: names, folders and forms, made up here from small images.</summary>
public sealed class DataPlaceTests : IDisposable
{
    private static readonly DataSet Set = SmallSets.Set();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("balanced")]
    [InlineData("byclass")]
    [InlineData("bymerge")]
    [InlineData("digits")]
    [InlineData("letters")]
    [InlineData("mnist")]
    public void A_split_of_EMNIST_is_chosen_after_a_colon_and_its_images_are_turned(string split)
    {
        foreach (var other in new[] { "balanced", "byclass", "bymerge", "digits", "letters", "mnist" })
        {
            Idx("EMNIST/raw", $"emnist-{other}-train-", $"emnist-{other}-test-");
        }

        foreach (var place in new[] { _folder.Path, _folder["EMNIST"], _folder["EMNIST/raw"] })
        {
            var set = DataPlace.Read($"{place}:{split}");
            Assert.Equal($"EMNIST {split}, turned upright", set.Name);
            Assert.Equal((2, 3), (set.Train.Rows, set.Train.Columns));
            var lying = Set.Train.Image(1).ToArray();
            Assert.Equal([lying[0], lying[2], lying[4], lying[1], lying[3], lying[5]], set.Train.Image(1).ToArray());
        }

        Refuse(_folder.Path, "holds 6 sets", $"{_folder.Path}:{split}");
        Refuse($"{_folder["EMNIST"]}:capitals", "no set 'capitals'", $":{split}");
    }

    [Fact]
    public void One_split_alone_needs_no_choice_and_an_exported_set_is_not_turned_again()
    {
        Idx("EMNIST", "emnist-letters-train-", "emnist-letters-test-");
        var set = DataPlace.Read(_folder.Path);
        IdxFolder.Write(_folder["exported/emnist"], set);
        Assert.True(SmallSets.Same(set.Train, DataPlace.Read(_folder["exported"]).Train));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MNIST")]
    [InlineData("MNIST/raw")]
    public void A_set_of_torchvision_is_found_from_any_level(string level)
    {
        Idx("MNIST/raw", "train-", "t10k-");
        var set = DataPlace.Read(_folder[level]);
        Assert.Equal(("MNIST", false), (set.Name, set.Verified));
        Assert.True(SmallSets.Same(Set.Test, set.Test));
    }

    [Fact]
    public void Several_sets_of_torchvision_are_told_apart_by_their_folders()
    {
        Idx("FashionMNIST/raw", "train-", "t10k-");
        Idx("KMNIST/raw", "train-", "t10k-");
        Refuse(_folder.Path, ":FashionMNIST", ":KMNIST");
        Assert.Equal("KMNIST", DataPlace.Read($"{_folder.Path}:kmnist").Name);
    }

    [Fact]
    public void Labels_of_QMNIST_are_rows_of_which_the_first_number_is_the_class()
    {
        Idx("q", "qmnist-train-", "qmnist-test-");
        foreach (var (part, images) in new[] { ("train", Set.Train), ("test", Set.Test) })
        {
            File.Delete(_folder[$"q/qmnist-{part}-labels-idx1-ubyte"]);
            var bytes = new byte[12 + (images.Count * 32)];
            (bytes[2], bytes[3], bytes[11]) = (0x0C, 2, 8);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), images.Count);
            for (var i = 0; i < images.Count; i++)
            {
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12 + (32 * i)), images.Labels[i]);
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16 + (32 * i)), -7);
            }

            File.WriteAllBytes(_folder[$"q/qmnist-{part}-labels-idx2-int"], bytes);
        }

        var set = DataPlace.Read(_folder["q"]);
        Assert.Equal("QMNIST", set.Name);
        Assert.Equal(Set.Train.Labels, set.Train.Labels);
    }

    [Fact]
    public void Files_in_folders_of_their_own_names_are_found()
    {
        Idx("flat", "train-", "t10k-");
        foreach (var name in IdxFolder.Names)
        {
            Directory.CreateDirectory(_folder[$"kaggle/{name}"]);
            File.Move(_folder[$"flat/{name}"], _folder[$"kaggle/{name}/{name.Replace("-idx", ".idx", StringComparison.Ordinal)}"]);
        }

        Assert.True(SmallSets.Same(Set.Train, DataPlace.Read(_folder["kaggle"]).Train));
    }

    [Fact]
    public void Arrays_of_Keras_are_read_from_the_file_or_its_folder()
    {
        Npz.Write(_folder["mnist.npz"],
        [
            Pair("x_train", NpyArray.Of(Set.Train.Pixels, 12, 3, 2)), Pair("y_train", NpyArray.Of(Array.ConvertAll(Set.Train.Labels, label => (long)label))),
            Pair("x_test", NpyArray.Of(Array.ConvertAll(Set.Test.Pixels, pixel => pixel / 255f), 8, 3, 2, 1)),
            Pair("y_test", NpyArray.Of(Array.ConvertAll(Set.Test.Labels, label => (ushort)label), 8, 1)),
        ]);
        foreach (var place in new[] { _folder["mnist.npz"], _folder.Path })
        {
            var set = DataPlace.Read(place);
            Assert.True(SmallSets.Same(Set.Train, set.Train) && SmallSets.Same(Set.Test, set.Test));
        }
    }

    [Theory]
    [InlineData(-1.0, "has a label -1")]
    [InlineData(256.0, "has a label 256")]
    [InlineData(0.5, "has a label 0.5")]
    [InlineData(double.NaN, "has a label NaN")]
    public void A_label_that_is_no_byte_is_refused(double label, string words)
    {
        double[] labels = [label, .. Set.Train.Labels[1..].Select(value => (double)value)];
        Npz.Write(_folder["a.npz"],
        [
            Pair("x_train", NpyArray.Of(Set.Train.Pixels, 12, 6)), Pair("y_train", NpyArray.Of(labels)),
            Pair("x_test", NpyArray.Of(Set.Test.Pixels, 8, 6)), Pair("y_test", NpyArray.Of(Set.Test.Labels)),
        ]);
        Refuse(_folder["a.npz"], words, "'y_train'");
    }

    [Theory]
    [InlineData(300f)]
    [InlineData(-1f)]
    [InlineData(1.5f)]
    [InlineData(float.NaN)]
    public void A_pixel_that_is_no_grey_is_refused(float pixel)
    {
        var pixels = Array.ConvertAll(Set.Train.Pixels, value => (float)value);
        pixels[5] = pixel;
        Npz.Write(_folder["a.npz"],
        [
            Pair("x_train", NpyArray.Of(pixels, 12, 6)), Pair("y_train", NpyArray.Of(Set.Train.Labels)),
            Pair("x_test", NpyArray.Of(Set.Test.Pixels, 8, 6)), Pair("y_test", NpyArray.Of(Set.Test.Labels)),
        ]);
        Refuse(_folder["a.npz"], "has a pixel", "'x_train'");
    }

    [Theory]
    [InlineData(0, 255, "its numbers go from 0 to 255; divide them by 255, or round them to uint8")]
    [InlineData(-1, 1, "its numbers go from -1 to 1; rescale them so that they go from 0 (background) to 1")]
    [InlineData(0, 4000, "its numbers go from 0 to 4000; give whole numbers from 0 to 255, or real ones from 0 to 1")]
    public void Pixels_beyond_their_range_are_told_with_what_brings_them_there(float least, float most, string words)
    {
        var pixels = Array.ConvertAll(Set.Train.Pixels, _ => 0.5f);
        (pixels[3], pixels[4]) = (least, most);
        Npz.Write(_folder["a.npz"],
        [
            Pair("x_train", NpyArray.Of(pixels, 12, 6)), Pair("y_train", NpyArray.Of(Set.Train.Labels)),
            Pair("x_test", NpyArray.Of(Set.Test.Pixels, 8, 6)), Pair("y_test", NpyArray.Of(Set.Test.Labels)),
        ]);
        Refuse(_folder["a.npz"], words, "'x_train'");
    }

    [Fact]
    public void Labels_of_one_number_a_class_and_labels_of_words_are_told_how_to_become_numbers()
    {
        var oneHot = new float[12 * 4];
        foreach (var (image, label) in Set.Train.Labels.Index())
        {
            oneHot[(image * 4) + label] = 1;
        }

        Npz.Write(_folder["a.npz"],
        [
            Pair("x_train", NpyArray.Of(Set.Train.Pixels, 12, 6)), Pair("y_train", NpyArray.Of(oneHot, 12, 4)),
            Pair("x_test", NpyArray.Of(Set.Test.Pixels, 8, 6)), Pair("y_test", NpyArray.Of(Set.Test.Labels)),
        ]);
        Refuse(_folder["a.npz"], "'y_train'", "(12, 4), one number a class (one-hot); give one whole number an image, in NumPy with y.argmax(axis=1)");
        WriteWithNames(_folder["b.npz"], "y_train", "<U6");
        Refuse(_folder["b.npz"], "'y_train'", "holds text", "numpy.unique(labels, return_inverse=True)[1]");
        WriteWithNames(_folder["b.npz"], "y_train", "|O");
        Refuse(_folder["b.npz"], "'y_train'", "holds Python objects");
    }

    // As numpy.savez writes words: this program writes none.
    private static void WriteWithNames(string path, string name, string descriptor)
    {
        File.Delete(path);
        Npz.Write(path, [Pair("x_train", NpyArray.Of(Set.Train.Pixels, 12, 6))]);
        var head = $"{{'descr': '{descriptor}', 'fortran_order': False, 'shape': (1,), }}".PadRight(117) + "\n";
        using var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Update);
        using var entry = zip.CreateEntry(name + ".npy").Open();
        entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(head), .. new byte[24]]);
    }

    [Fact]
    public void The_names_of_classes_that_NumPy_wrote_are_those_of_the_set()
    {
        File.WriteAllBytes(_folder["a.npz"], NumPyFiles.NamedSet);
        var set = DataPlace.Read(_folder["a.npz"]);
        Assert.Equal(["cat", "Hündin", "日本"], set.ClassNames);
        Assert.Contains("3 classes (cat, Hündin, 日本)", set.ToString(), StringComparison.Ordinal);
        Assert.Equal((4, 2, 3), (set.Train.Count, set.Test.Count, set.Test.Classes));
    }

    [Theory]
    [InlineData("has 2 names and the labels go from 0 to 3; give 4 names, one a class.", "a", "b")]
    [InlineData("has 5 names and the labels go from 0 to 3; give 4 names, one a class.", "a", "b", "c", "d", "e")]
    [InlineData("has the name b twice; give each class a name of its own.", "a", "b", "c", "b")]
    [InlineData("has a name that cannot be shown, of class 2;", "a", "b", "", "d")]
    [InlineData("has a name that cannot be shown, of class 1;", "a", "b\u001b[2J", "c", "d")]
    public void Names_that_do_not_fit_the_labels_or_cannot_be_shown_are_refused(string words, params string[] names)
    {
        var file = new NpzFile("a.npz", new Dictionary<string, NpyArray>(), new Dictionary<string, string[]?> { ["classes"] = names });
        var message = Assert.Throws<InvalidSettingException>(() => ClassNames.In(file, 4)).Message;
        Assert.StartsWith($"The array 'classes' of a.npz {words}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_under_the_name_of_class_names_are_none()
    {
        var file = new NpzFile("a.npz", new Dictionary<string, NpyArray> { ["classes"] = NpyArray.Of([0, 1]) }, new Dictionary<string, string[]?>());
        Assert.Null(ClassNames.In(file, 4));
    }

    [Fact]
    public void Signed_bytes_are_no_bytes()
    {
        var pixels = Array.ConvertAll(Set.Test.Pixels, pixel => (sbyte)(pixel / 2));
        pixels[3] = -1;
        Npz.Write(_folder["a.npz"],
        [
            Pair("x_train", NpyArray.Of(Set.Train.Pixels, 12, 6)),
            Pair("y_train", NpyArray.Of(Array.ConvertAll(Set.Train.Labels, label => (sbyte)label))),
            Pair("x_test", NpyArray.Of(pixels, 8, 6)), Pair("y_test", NpyArray.Of(Set.Test.Labels)),
        ]);
        Refuse(_folder["a.npz"], "has a pixel -1", "'x_test'");
    }

    [Fact]
    public void Arrays_of_another_shape_or_missing_ones_are_named()
    {
        var labels = Pair("y_train", NpyArray.Of(Set.Train.Labels));
        Npz.Write(_folder["a.npz"], [Pair("x_train", NpyArray.Of(Set.Train.Pixels, 12, 6)), labels]);
        Refuse(_folder["a.npz"], "has no arrays x_train, y_train, x_test and y_test (it has x_train, y_train)");
        Npz.Write(_folder["a.npz"],
        [
            Pair("x_train", NpyArray.Of(Set.Train.Pixels, 72)), labels, Pair("x_test", NpyArray.Of(Set.Test.Pixels, 8, 6)),
            Pair("y_test", NpyArray.Of(Set.Test.Labels)),
        ]);
        Refuse(_folder["a.npz"], "'x_train'", "has shape (72)");
    }

    [Fact]
    public void Four_files_of_one_array_are_read_as_Kuzushiji_49_has_them()
    {
        foreach (var (part, images) in new[] { ("train", Set.Train), ("test", Set.Test) })
        {
            Npz.Write(_folder[$"k49-{part}-imgs.npz"], [Pair("arr_0", NpyArray.Of(images.Pixels, images.Count, 3, 2))]);
            Npz.Write(_folder[$"k49-{part}-labels.npz"], [Pair("arr_0", NpyArray.Of(images.Labels))]);
        }

        var set = DataPlace.Read(_folder.Path);
        Assert.Equal("Kuzushiji-49", set.Name);
        Assert.True(SmallSets.Same(Set.Train, set.Train) && SmallSets.Same(Set.Test, set.Test));
    }

    [Fact]
    public void A_folder_without_a_set_says_what_there_is_and_what_is_read()
    {
        Refuse(_folder.Path, "holds no set of images (it has nothing)", "train-images-idx3-ubyte", ".npz", "CSV", "train/CLASS");
        File.WriteAllText(_folder["notes.txt"], "");
        Refuse(_folder.Path, "(it has notes.txt)");
        Refuse(_folder["notes.txt"], "is no set of images");
        Refuse(_folder["nowhere:letters"], "There is no folder");
    }

    [Theory]
    [InlineData("504B0304", "a zip file; unpack it")]
    [InlineData("FD377A58", "an xz file")]
    [InlineData("3C21444F", "a page of the web")]
    [InlineData("00000D03", "0x00000d03 where 0x00000803")]
    public void Other_files_under_these_names_are_told(string begin, string words)
    {
        Idx("a", "train-", "t10k-");
        File.WriteAllBytes(_folder["a/train-images-idx3-ubyte"], [.. Convert.FromHexString(begin), .. new byte[40]]);
        Refuse(_folder["a"], words);
    }

    private static KeyValuePair<string, NpyArray> Pair(string name, NpyArray array) => new(name, array);

    private void Idx(string folder, string train, string test)
    {
        IdxFolder.Write(_folder[folder], Set, compress: false);
        foreach (var name in IdxFolder.Names)
        {
            var other = name.Replace("train-", train, StringComparison.Ordinal).Replace("t10k-", test, StringComparison.Ordinal);
            File.Move(_folder[$"{folder}/{name}"], _folder[$"{folder}/{other}"]);
        }
    }

    private static void Refuse(string place, params string[] words)
    {
        var message = Assert.Throws<InvalidSettingException>(() => DataPlace.Read(place)).Message;
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }
}
