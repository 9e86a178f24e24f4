using FhnHw.Tests;

namespace FhnHw.Files.Tests;

public sealed class CsvWriterTests : IDisposable
{
    private static readonly string[] Columns = ["epoch", "loss", "note"];

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["epochs.csv"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_in_the_file_at_once_with_points_and_quotes()
    {
        using var csv = CsvWriter.Open(Path, Columns);
        csv.Append(1, 0.1, "a,b");
        csv.Append(2, 1e-20, "\"");
        Assert.Equal("epoch,loss,note\n1,0.1,\"a,b\"\n2,1E-20,\"\"\"\"\n", ReadShared());
    }

    [Fact]
    public void A_new_run_begins_an_empty_table()
    {
        File.WriteAllText(Path, "anything\n");
        CsvWriter.Open(Path, Columns).Dispose();
        Assert.Equal("epoch,loss,note\n", File.ReadAllText(Path));
    }

    [Fact]
    public void Resuming_cuts_later_epochs_and_a_half_written_row()
    {
        File.WriteAllText(Path, "epoch,loss,note\n1,0.5,a\n2,0.4,b\n3,0.3,c\n2,0.");
        using (var csv = CsvWriter.Open(Path, Columns, lastEpoch: 2))
        {
            csv.Append(3, 0.25, "d");
        }

        Assert.Equal("epoch,loss,note\n1,0.5,a\n2,0.4,b\n3,0.25,d\n", File.ReadAllText(Path));
    }

    [Theory]
    [InlineData("epoch,loss,note\n1,0.5,a\n2,0.4,b")]
    [InlineData("epoch,loss,note\r\n1,0.5,a\r\n2,0.4,b\r\n")]
    [InlineData("epoch,loss,note\r\n1,0.5,a\r\n2,0.4,b")]
    [InlineData("\uFEFFepoch,loss,note\n1,0.5,a\n\n2,0.4,b \n\n")]
    [InlineData("epoch,loss,note\r1,0.5,a\r2,0.4,b")]
    public void Resuming_loses_no_row_whatever_an_editor_did_to_the_ends_of_lines(string text)
    {
        File.WriteAllText(Path, text);
        CsvWriter.Open(Path, Columns, lastEpoch: 2).Dispose();
        Assert.Equal("epoch,loss,note\n1,0.5,a\n2,0.4,b\n", File.ReadAllText(Path));
    }

    [Fact]
    public void Resuming_without_a_file_begins_one()
    {
        CsvWriter.Open(Path, Columns, lastEpoch: 7).Dispose();
        Assert.Equal("epoch,loss,note\n", File.ReadAllText(Path));
    }

    [Fact]
    public void Other_columns_are_refused_and_the_file_kept()
    {
        File.WriteAllText(Path, "epoch,cost\n1,2\n");
        Assert.Contains(
            "other columns",
            Assert.Throws<UnusableFileException>(() => CsvWriter.Open(Path, Columns, 1)).Message,
            StringComparison.Ordinal);
        Assert.Equal("epoch,cost\n1,2\n", File.ReadAllText(Path));
    }

    [UnixFact]
    public void A_file_that_was_removed_is_told_at_the_next_row()
    {
        using var csv = CsvWriter.Open(Path, Columns);
        File.Delete(Path);
        Assert.Equal(
            $"{Path} was removed while it was written to; begin again in another folder.",
            Assert.Throws<UnusableFileException>(() => csv.Append(1, 0.5, "a")).Message);
    }

    [Fact]
    public void A_row_of_another_length_is_a_mistake()
    {
        using var csv = CsvWriter.Open(Path, Columns);
        Assert.Throws<ArgumentOutOfRangeException>(() => csv.Append(1, 2));
    }

    private string ReadShared()
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
