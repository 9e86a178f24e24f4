using FhnHw.Tests;

namespace FhnHw.Files.Tests;

/// <summary>What killed writers leave is removed; what living ones write, and what others named so, stays.</summary>
public sealed class OrphansTests : IDisposable
{
    private static readonly string Number = new('0', 32);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_writer_removes_what_killed_writers_of_the_same_file_left_long_ago()
    {
        Make($".a.txt.{Number}.part", minutes: 11);
        Make($".a.txt.{new string('1', 32)}.part", minutes: 5);
        Make($".b.txt.{Number}.part", minutes: 11);
        Make(".a.txt.mine.part", minutes: 11);
        AtomicFile.WriteText(_folder["a.txt"], "new");
        Assert.Equal([$".a.txt.{new string('1', 32)}.part", ".a.txt.mine.part", $".b.txt.{Number}.part", "a.txt"], _folder.Names);
    }

    [UnixFact]
    public void What_a_living_writer_holds_stays_however_old()
    {
        using (new FileStream(_folder[$".a.txt.{Number}.part"], FileMode.CreateNew, FileAccess.Write))
        {
            File.SetLastWriteTimeUtc(_folder[$".a.txt.{Number}.part"], DateTime.UtcNow.AddDays(-1));
            AtomicFile.WriteText(_folder["a.txt"], "new");
            Assert.Equal(2, _folder.Names.Length);
        }

        AtomicFile.WriteText(_folder["a.txt"], "new");
        Assert.Equal(["a.txt"], _folder.Names);
    }

    [Fact]
    public void A_scratch_folder_is_removed_with_its_owner_or_by_the_next()
    {
        string left;
        using (var scratch = new ScratchFolder(_folder["build"]))
        {
            File.WriteAllText(Path.Combine(scratch.Path, "half"), "");
            left = scratch.Path;
        }

        Assert.Empty(_folder.Names);
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "half"), "");
        Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddMinutes(-11));
        using (new ScratchFolder(_folder["build"]))
        {
            Assert.False(Directory.Exists(left));
        }

        Directory.CreateDirectory(left);
        using (new ScratchFolder(_folder["build"], alone: true))
        {
            Assert.False(Directory.Exists(left));
        }
    }

    [Fact]
    public void A_scratch_folder_takes_the_place_of_what_was_there()
    {
        Directory.CreateDirectory(_folder["build"]);
        File.WriteAllText(_folder["build/old"], "");
        using (var scratch = new ScratchFolder(_folder["build"]))
        {
            File.WriteAllText(Path.Combine(scratch.Path, "new"), "");
            scratch.MoveTo(_folder["build"]);
        }

        Assert.Equal(["build"], _folder.Names);
        Assert.Equal([_folder["build/new"]], Directory.GetFileSystemEntries(_folder["build"]));
    }

    [Fact]
    public void Of_a_set_of_files_that_cannot_be_finished_the_last_is_missing()
    {
        File.WriteAllText(_folder["a"], "old");
        File.WriteAllText(_folder["b"], "old");
        using (var scratch = new ScratchFolder(_folder["set"]))
        {
            File.WriteAllText(Path.Combine(scratch.Path, "a"), "new");
            Assert.Throws<UnusableFileException>(() => scratch.MoveFilesTo(_folder.Path, ["a", "b"]));
        }

        Assert.Equal(["a"], _folder.Names);
    }

    private void Make(string name, int minutes)
    {
        File.WriteAllText(_folder[name], "half");
        File.SetLastWriteTimeUtc(_folder[name], DateTime.UtcNow.AddMinutes(-minutes));
    }
}
