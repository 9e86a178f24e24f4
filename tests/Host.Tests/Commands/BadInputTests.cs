using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Inputs that a fuzzer found to end the program without a clear sentence.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Help_is_told_whole_on_terminals_of_every_width()
    {
        string Help(int width)
        {
            using var output = new StringWriter();
            var screen = new Screen(output, TextWriter.Null, new TerminalTraits(true, true, width));
            Assert.Equal(ExitCode.Done, Cli.Run(["train", "--help"], screen, CancellationToken.None));
            return output.ToString();
        }

        string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        var wide = Letters(Help(200));
        foreach (var width in Enumerable.Range(0, 200))
        {
            Assert.Equal(wide.Length, Letters(Help(width)).Length);
        }
    }

    [Fact]
    public void Names_out_of_files_cannot_move_the_cursor_and_do_not_fill_the_screen()
    {
        var sentence = Failure.Of(new InvalidSettingException($"The array '\u001b[2J{new string('n', 5000)}' is damaged; write it again.")).Sentence!;
        Assert.DoesNotContain(sentence, char.IsControl);
        Assert.InRange(sentence.Length, 100, 800);
        Assert.EndsWith("is damaged; write it again.", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"seeds\": []}")]
    [InlineData("{\"seeds\": [], \"summary\": []}")]
    [InlineData("{\"configuration\": {}}")]
    [InlineData("{\"compare\": {}, \"provenance\": null}")]
    [InlineData("{\"noise\": 1e999}")]
    public void A_result_that_no_command_wrote_gives_no_report_and_one_sentence(string text)
    {
        File.WriteAllText(_folder["result.json"], text);
        CliRun.Of($"report {_folder.Path}").ShouldBeRefused(2, "result.json");
    }

    [Fact]
    public void A_picture_that_is_too_short_for_its_pixels_takes_no_memory_for_them()
    {
        // A PNG file of one grey pixel, whose head says 4096 x 4096; the sum over the head is right.
        var file = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR42mMQaAAAAKMAkZ3BXFcAAAAASUVORK5CYII=");
        (file[16], file[17], file[18], file[19]) = ((byte)0, (byte)0, (byte)0x10, (byte)0);
        (file[20], file[21], file[22], file[23]) = ((byte)0, (byte)0, (byte)0x10, (byte)0);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Files.Crc32.Append(0, file.AsSpan(12, 17)));
        File.WriteAllBytes(_folder["a.png"], file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("damaged", Assert.Throws<InvalidSettingException>(() => Pictures.Read(_folder["a.png"])).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
