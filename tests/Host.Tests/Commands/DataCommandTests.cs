namespace FhnHw.Host.Tests.Commands;

public class DataCommandTests
{
    [Fact]
    public void The_built_in_digits_are_described_and_shown()
    {
        var run = CliRun.Of("data --data builtin");
        Assert.Equal(0, run.Code);
        Assert.Contains("28x28, 10 classes", run.Output);
        Assert.Contains("label ", run.Output);
        Assert.Contains("%", run.Output);
    }

    [Fact]
    public void The_counts_of_each_class_sum_to_all()
    {
        var train = CliRun.Of("data --data builtin --json -").Json.GetProperty("train");
        Assert.Equal(train.GetProperty("images").GetInt32(), train.GetProperty("perClass").EnumerateArray().Sum(count => count.GetInt32()));
    }

    [Fact]
    public void An_exported_set_is_read_back_as_the_same()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fhnhw-data-{Guid.NewGuid():N}");
        try
        {
            Assert.Equal(0, CliRun.Of($"data export {folder} --data builtin").Code);
            Assert.Equal(Fingerprint("--data builtin"), Fingerprint($"--data {folder}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string? Fingerprint(string options) => CliRun.Of($"data {options} --json -").Json.GetProperty("fingerprint").GetString();
    }

    [Theory]
    [InlineData("data --data /no/such/folder", "There is no folder /no/such/folder")]
    [InlineData("data export", "fhnhw data export needs DIR; try 'fhnhw data export digits --data builtin'")]
    [InlineData("data fetsh", "did you mean 'fetch'?")]
    public void What_cannot_be_done_is_one_sentence(string line, string sentence) => CliRun.Of(line).ShouldBeRefused(2, sentence);
}
