using System.IO.Compression;
using FhnHw.Tests;

namespace FhnHw.Files.Tests;

public sealed class NpzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["a.npz"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_NumPy_wrote_is_read()
    {
        File.WriteAllBytes(Path, NumPyFiles.Compressed);
        var file = Npz.Read(Path);
        Assert.Equal(["f", "d", "h", "i", "l", "b", "u"], file.Names);
        Assert.Equal([0f, 1, 2, 3, 4, 5], file.Get<float>("f", 2, 3));
        Assert.Equal([1.5, -2], file.Get<double>("d", -1));
        Assert.Equal([(short)-1, (short)2], file.Get<short>("h"));
        Assert.Equal([-3], file.Get<int>("i"));
        Assert.Empty(file["i"].Shape);
        Assert.Equal([1L << 40], file.Get<long>("l"));
        Assert.Equal([(byte)0, (byte)255], file.Get<byte>("b", 1, 2));
        Assert.Equal([uint.MaxValue], file.Get<uint>("u"));
    }

    [Fact]
    public void Words_that_NumPy_wrote_are_read_and_are_no_numbers()
    {
        File.WriteAllBytes(Path, NumPyFiles.Words);
        var file = Npz.Read(Path);
        Assert.Equal(["i", "u", "b", "s", "n"], file.Names);
        Assert.Equal(["cat", "Hündin", "日本"], file.Words("u"));
        Assert.Equal(["cat", "Hündin"], file.Words("b"));
        Assert.Equal(["cat", "a"], file.Words("s"));
        Assert.Equal(["one"], file.Words("n"));
        Assert.Null(file.Words("i"));
        Assert.Null(file.Words("none"));
        Assert.Contains("'u' of " + Path + " holds text", Assert.Throws<UnusableFileException>(() => file["u"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<U2", "more than 1 MiB of text", 1 << 18)]
    [InlineData("<U1", "text that is none", 1)]
    [InlineData("|S1", "text that is none", 1)]
    public void Much_text_and_bytes_that_are_none_are_refused(string descriptor, string words, int count)
    {
        using (var zip = ZipFile.Open(Path, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("a.npy", CompressionLevel.NoCompression).Open())
        {
            entry.Write(new NpyHeader(NpyType.Of(descriptor, "a"), [count]).ToBytes());
            entry.Write(Enumerable.Repeat((byte)0xff, count * NpyType.Of(descriptor, "a").Size).ToArray());
        }

        Assert.Contains(words, Assert.Throws<UnusableFileException>(() => Npz.Read(Path).Words("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_is_byte_for_byte_what_NumPy_writes()
    {
        Npz.Write(Path, Arrays(("f", NpyArray.Of([0f, 1, 2, 3, 4, 5], 2, 3))));
        using var zip = ZipFile.OpenRead(Path);
        using var content = zip.GetEntry("f.npy")!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        Assert.Equal(NumPyFiles.Npy, bytes.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read(bool compress)
    {
        var random = new Random(1);
        var trace = Enumerable.Range(0, 3000).Select(_ => (short)random.Next(-9, 9)).ToArray();
        Npz.Write(
            Path,
            Arrays(("trace", NpyArray.Of(trace, 30, 100)), ("none", NpyArray.Of(Array.Empty<double>(), 0, 4)), ("n", NpyArray.Scalar(7L))),
            compress);
        var file = Npz.Read(Path);
        Assert.Equal(trace, file.Get<short>("trace", 30, 100));
        Assert.Empty(file.Get<double>("none", 0, 4));
        Assert.Equal([7L], file.Get<long>("n"));
        Assert.True(file.Has("n") && !file.Has("m"));
        Assert.Equal(compress, new FileInfo(Path).Length < 6000);
    }

    [Fact]
    public void Equal_arrays_give_equal_bytes()
    {
        static byte[] Written()
        {
            using var stream = new MemoryStream();
            Npz.Write(stream, Arrays(("a", NpyArray.Of([1, 2, 3]))));
            return stream.ToArray();
        }

        Assert.Equal(Written(), Written());
    }

    [Fact]
    public void Other_integers_and_truth_values_are_read_as_numbers()
    {
        Npz.Write(Path, Arrays(
            ("b", NpyArray.Of([true, false])), ("i", NpyArray.Of([(sbyte)-1])), ("u", NpyArray.Of([ushort.MaxValue])), ("l", NpyArray.Of([1UL << 40]))));
        var file = Npz.Read(Path);
        Assert.Equal([1, 0], file["b"].ToDoubles());
        Assert.Equal([-1, 65535, 1L << 40], new[] { "i", "u", "l" }.Select(name => file[name].ToDoubles()[0]));
        Assert.Equal(["b", "i", "u", "l"], Npz.NamesIn(Path));
    }

    [Fact]
    public void Big_endian_numbers_are_turned()
    {
        using (var zip = ZipFile.Open(Path, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("i.npy").Open();
            var head = new NpyHeader(NpyType.Of(typeof(int)), [2]).ToBytes();
            head[Array.IndexOf(head, (byte)'<')] = (byte)'>';
            entry.Write([.. head, 1, 2, 3, 4, 255, 255, 255, 254]);
        }

        Assert.Equal([0x01020304, -2], Npz.Read(Path).Get<int>("i"));
    }

    [Theory]
    [InlineData(float.NaN, "holds NaN in W")]
    [InlineData(float.NegativeInfinity, "holds an infinite number in W")]
    [InlineData(-1e20f, "holds -1E+20, which is too large, in W")]
    public void Numbers_that_cannot_be_used_are_refused_with_the_array_named(float value, string words)
    {
        Npz.Write(Path, Arrays(("W", NpyArray.Of([1f, value, 2f])), ("V", NpyArray.Of([1e9f]))));
        var error = Assert.Throws<UnusableFileException>(() => Npz.Read(Path).GetFinite<float>("W", 1e9, -1));
        Assert.Contains($"{Path} {words}", error.Message, StringComparison.Ordinal);
        Assert.Equal([1e9f], Npz.Read(Path).GetFinite<float>("V", 1e9));
    }

    [Fact]
    public void The_names_of_a_damaged_file_are_not_known()
    {
        File.WriteAllText(Path, "no zip");
        Assert.Null(Npz.NamesIn(Path));
    }

    [Fact]
    public void Fortran_order_and_other_types_are_refused_with_the_array_named()
    {
        File.WriteAllBytes(Path, NumPyFiles.Fortran);
        Assert.Contains("'m' of " + Path + " is in Fortran order", Refusal(), StringComparison.Ordinal);
        File.WriteAllBytes(Path, NumPyFiles.Complex);
        Assert.Contains("'<c16'", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused() => Assert.Contains("There is no file", Refusal(), StringComparison.Ordinal);

    [Fact]
    public void A_missing_array_another_type_and_another_shape_are_refused()
    {
        Npz.Write(Path, Arrays(("a", NpyArray.Of([1, 2, 3]))));
        var file = Npz.Read(Path);
        Assert.Contains("has no array 'b' (it has: a)", Assert.Throws<UnusableFileException>(() => file["b"]).Message, StringComparison.Ordinal);
        Assert.Contains("'<i4' where '<f4'", Assert.Throws<UnusableFileException>(() => file.Get<float>("a")).Message, StringComparison.Ordinal);
        Assert.Contains("shape (3) where (4)", Assert.Throws<UnusableFileException>(() => file.Get<int>("a", 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        for (var length = 0; length < NumPyFiles.Compressed.Length; length += 7)
        {
            File.WriteAllBytes(Path, NumPyFiles.Compressed[..length]);
            Assert.Contains(Path, Refusal(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flipped_bit_never_gives_another_number()
    {
        var whole = new Dictionary<string, byte[]>();
        File.WriteAllBytes(Path, NumPyFiles.Compressed);
        var file = Npz.Read(Path);
        foreach (var name in file.Names)
        {
            whole[name] = file[name].Bytes().ToArray();
        }

        for (var i = 0; i < NumPyFiles.Compressed.Length; i++)
        {
            var bytes = NumPyFiles.Compressed.ToArray();
            bytes[i] ^= 0x10;
            File.WriteAllBytes(Path, bytes);
            try
            {
                // Damage in a part that nothing depends on, such as a time, may pass; a changed array may not.
                var read = Npz.Read(Path);
                Assert.All(read.Names.Where(whole.ContainsKey), name => Assert.Equal(whole[name], read[name].Bytes().ToArray()));
            }
            catch (UnusableFileException error)
            {
                Assert.Contains(Path, error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_head_that_declares_too_much_is_refused_before_memory_is_taken()
    {
        using (var zip = ZipFile.Open(Path, ZipArchiveMode.Create))
        using (var content = zip.CreateEntry("a.npy").Open())
        {
            content.Write(new NpyHeader(NpyType.Of(typeof(double)), [1 << 30]).ToBytes());
        }

        Assert.Contains("damaged", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_does_not_fit_its_elements_is_a_mistake()
    {
        Assert.Throws<ArgumentException>(() => NpyArray.Of([1, 2, 3], 2, 2));
        Assert.Throws<NotSupportedException>(() => NpyArray.Of(['a']));
    }

    private static IEnumerable<KeyValuePair<string, NpyArray>> Arrays(params (string Name, NpyArray Array)[] arrays) =>
        arrays.Select(pair => KeyValuePair.Create(pair.Name, pair.Array));

    private string Refusal() => Assert.Throws<UnusableFileException>(() => Npz.Read(Path)).Message;
}
