using FhnHw.Tests;

namespace FhnHw.Files.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_written_and_replaced_and_its_folder_made()
    {
        var path = Path.Combine(_folder["deep"], "er", "a.txt");
        AtomicFile.WriteText(path, "one");
        AtomicFile.WriteText(path, "zwölf");
        Assert.Equal("zwölf"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_old_file_and_nothing_else()
    {
        AtomicFile.WriteText(_folder["a"], "old");
        Assert.Throws<ArithmeticException>(() => AtomicFile.Write(_folder["a"], stream =>
        {
            stream.Write("new"u8);
            throw new ArithmeticException();
        }));
        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        Assert.Equal(["a"], _folder.Names);
    }

    [Fact]
    public void The_name_holds_the_old_file_until_the_new_one_is_whole()
    {
        AtomicFile.WriteText(_folder["a"], "old");
        AtomicFile.Write(_folder["a"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(_folder["a"]));
        });
        Assert.Equal("new", File.ReadAllText(_folder["a"]));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(unchecked((int)0x80070070))]
    public void A_full_disk_is_one_sentence(int code)
    {
        var error = Assert.Throws<UnusableFileException>(() =>
            AtomicFile.Write(_folder["a"], _ => throw new IOException("No space left on device", code)));
        Assert.StartsWith("The disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder["a"], error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [UnixFact]
    public void A_device_is_written_and_stays_a_device()
    {
        AtomicFile.WriteText("/dev/null", "x");
        AtomicFile.Check("/dev/null");
        Assert.Equal("", File.ReadAllText("/dev/null"));
    }

    [UnixFact]
    public void A_link_stays_a_link_and_its_file_is_replaced()
    {
        File.WriteAllText(_folder["a"], "old");
        File.CreateSymbolicLink(_folder["link"], _folder["a"]);
        AtomicFile.WriteText(_folder["link"], "new");
        Assert.Equal("new", File.ReadAllText(_folder["a"]));
        Assert.Equal(_folder["a"], new FileInfo(_folder["link"]).LinkTarget);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_found_before_the_work()
    {
        AtomicFile.Check(_folder["a"]);
        Assert.Empty(_folder.Names);
        File.WriteAllText(_folder["b"], "");
        Assert.Contains("cannot be written", Assert.Throws<UnusableFileException>(() => AtomicFile.Check(Path.Combine(_folder["b"], "c"))).Message);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_one_sentence()
    {
        File.WriteAllText(_folder["a"], "");
        var error = Assert.Throws<UnusableFileException>(() => AtomicFile.WriteText(Path.Combine(_folder["a"], "b"), "x"));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }
}
