using System.Diagnostics;
using FhnHw.Tests;

namespace FhnHw.Files.Tests;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_holds_it_and_the_next_gets_it_when_that_is_done()
    {
        using (FileLock.TryTake(_folder["lock"]))
        {
            Assert.Null(FileLock.TryTake(_folder["lock"]));
        }

        using var next = FileLock.TryTake(_folder["lock"]);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Who_waits_gets_it()
    {
        var held = FileLock.TryTake(_folder["lock"])!;
        var wait = Task.Run(() => FileLock.Take(_folder["lock"], "works", Generous.Patience, CancellationToken.None));
        held.Dispose();
        using var got = await wait;
        Assert.Null(FileLock.TryTake(_folder["lock"]));
    }

    [Fact]
    public void The_wait_ends_in_one_sentence_that_names_the_work_and_the_file()
    {
        using var held = FileLock.TryTake(_folder["lock"]);
        var error = Assert.Throws<UnusableFileException>(() => FileLock.Take(_folder["lock"], "builds it", TimeSpan.Zero, CancellationToken.None));
        Assert.Equal($"Another process builds it and has held {_folder["lock"]} for over 0 s; wait for it to end, or end it.", error.Message);
    }

    [Fact]
    public void A_wait_can_be_cancelled()
    {
        using var held = FileLock.TryTake(_folder["lock"]);
        Assert.Throws<OperationCanceledException>(
            () => FileLock.Take(_folder["lock"], "works", Generous.Patience, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_sentence_and_no_wait()
    {
        File.WriteAllText(_folder["file"], "");
        var path = Path.Combine(_folder["file"], "lock");
        Assert.Contains("cannot be written", Assert.Throws<UnusableFileException>(
            () => FileLock.Take(path, "works", Generous.Patience, CancellationToken.None)).Message);
    }

    [LinuxFact]
    public void The_lock_of_a_killed_process_is_free()
    {
        File.WriteAllText(_folder["lock"], "");
        using var holder = Process.Start(new ProcessStartInfo("flock", [_folder["lock"], "cat"]) { RedirectStandardInput = true })!;
        Generous.Until(() => Free() is false, "The lock");
        holder.Kill(entireProcessTree: true);
        holder.WaitForExit();
        Generous.Until(() => Free(), "The end of the lock");

        bool Free()
        {
            using var got = FileLock.TryTake(_folder["lock"]);
            return got is not null;
        }
    }
}
