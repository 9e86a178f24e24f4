using FhnHw.Boards.Devices;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Devices;

public class TuningFolderTests
{
    [Fact]
    public void What_is_kept_is_found_by_its_key_alone()
    {
        using var folder = new TemporaryFolder();
        var place = Path.Combine(folder.Path, "opencl");
        new TuningFolder(place).Keep("device | driver 1", "FORM_INT16/4/1\t4.5");

        Assert.Equal("FORM_INT16/4/1\t4.5", new TuningFolder(place).Find("device | driver 1"));
        Assert.Null(new TuningFolder(place).Find("device | driver 2"));
    }

    [Fact]
    public void A_program_is_found_as_it_was_kept_and_not_where_its_bytes_have_changed()
    {
        using var folder = new TemporaryFolder();
        var kept = new TuningFolder(folder.Path);
        kept.KeepProgram("key", [7, 8, 9]);
        Assert.Equal([7, 8, 9], kept.FindProgram("key")!);
        Assert.Null(kept.FindProgram("other"));

        var file = Assert.Single(Directory.GetFiles(folder.Path));
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Null(kept.FindProgram("key"));
    }

    [Fact]
    public void One_measures_a_key_at_a_time_and_where_there_is_no_folder_all_go_on()
    {
        using var folder = new TemporaryFolder();
        var hold = new TuningFolder(folder.Path).Hold("key")!;
        var next = Task.Run(() => new TuningFolder(folder.Path).Hold("key"));
        using (new TuningFolder(folder.Path).Hold("another key"))
        {
            Assert.False(next.IsCompleted);
        }

        hold.Dispose();
        Generous.Until(() => next.IsCompletedSuccessfully, "The lock");
        File.WriteAllText(Path.Combine(folder.Path, "file"), "");
        Assert.Null(new TuningFolder(Path.Combine(folder.Path, "file")).Hold("key"));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_keeps_nothing_and_fails_nothing()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        var kept = new TuningFolder(Path.Combine(file, "below"));
        kept.Keep("key", "value");
        kept.KeepProgram("key", [1]);
        Assert.Null(kept.Find("key"));
        Assert.Null(kept.FindProgram("key"));
    }
}
