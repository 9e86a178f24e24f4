using System.Diagnostics;
using FhnHw.Tests;

namespace FhnHw.Files.Tests;

public sealed class InputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        var pipe = _folder["weights.npz"];
        using (var mkfifo = Process.Start("mkfifo", pipe))
        {
            mkfifo.WaitForExit();
            Assert.Equal(0, mkfifo.ExitCode);
        }

        Assert.Contains("no plain file but a pipe", Assert.Throws<UnusableFileException>(() => InputFile.OpenRead(pipe)).Message, StringComparison.Ordinal);
        Assert.Contains("no plain file", Assert.Throws<UnusableFileException>(() => Npz.Read(pipe)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_device_is_refused_and_one_to_a_file_is_followed()
    {
        File.CreateSymbolicLink(_folder["endless"], "/dev/zero");
        File.WriteAllText(_folder["text"], "text");
        File.CreateSymbolicLink(_folder["link"], _folder["text"]);
        Assert.Throws<UnusableFileException>(() => InputFile.ReadText(_folder["endless"]));
        Assert.Equal("text", InputFile.ReadText(_folder["link"]));
    }

    [Fact]
    public void A_zip_whose_entries_name_other_places_leaves_nothing_there()
    {
        var path = _folder["slip.npz"];
        Npz.Write(path, [new("../slipped", NpyArray.Of<float>([1])), new("/tmp/slipped", NpyArray.Of<float>([2]))]);
        Assert.Equal(["../slipped", "/tmp/slipped"], Npz.Read(path).Names);
        Assert.Equal(["slip.npz"], _folder.Names);
        Assert.False(File.Exists("/tmp/slipped.npy"));
    }
}
