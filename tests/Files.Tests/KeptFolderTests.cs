using FhnHw.Tests;

namespace FhnHw.Files.Tests;

public sealed class KeptFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public KeptFolderTests()
    {
        Directory.CreateDirectory(_folder["inner"]);
        File.WriteAllText(_folder["program"], "bytes");
        File.WriteAllText(_folder["inner/log"], "said");
        KeptFolder.Seal(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_whole_as_it_was_finished() => Assert.True(KeptFolder.IsWhole(_folder.Path));

    [Fact]
    public void A_file_that_changed_is_seen()
    {
        File.WriteAllText(_folder["inner/log"], "sa\0d");
        Assert.False(KeptFolder.IsWhole(_folder.Path));
    }

    [Fact]
    public void A_file_that_is_missing_or_more_is_seen()
    {
        File.WriteAllText(_folder["more"], "");
        Assert.False(KeptFolder.IsWhole(_folder.Path));
        File.Delete(_folder["more"]);
        Assert.True(KeptFolder.IsWhole(_folder.Path));
        File.Delete(_folder["program"]);
        Assert.False(KeptFolder.IsWhole(_folder.Path));
    }

    [Fact]
    public void A_list_that_is_missing_or_empty_is_seen()
    {
        File.WriteAllText(_folder[".contents"], "");
        Assert.False(KeptFolder.IsWhole(_folder.Path));
        File.Delete(_folder[".contents"]);
        Assert.False(KeptFolder.IsWhole(_folder.Path));
        Assert.False(KeptFolder.IsWhole(_folder["none"]));
    }

    [Fact]
    public void A_folder_takes_the_place_of_a_file_that_an_earlier_version_kept_there()
    {
        using var cache = new TemporaryFolder();
        File.WriteAllText(cache["program"], "");
        using (var scratch = new ScratchFolder(cache["program"]))
        {
            File.WriteAllText(Path.Combine(scratch.Path, "run"), "made anew");
            scratch.MoveTo(cache["program"]);
        }

        Assert.Equal("made anew", File.ReadAllText(Path.Combine(cache["program"], "run")));
    }
}
