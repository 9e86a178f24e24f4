using FhnHw.Host.CommandLine;
using FsCheck.Xunit;

namespace FhnHw.Host.Tests.CommandLine;

public class SpellingTests
{
    private static readonly string[] Names = ["trace", "train", "verify", "bench", "--seed", "--a", "quickstart"];

    [Theory]
    [InlineData("trainn", "train")]
    [InlineData("tarce", "trace")]
    [InlineData("quick", "quickstart")]
    [InlineData("--sed", "--seed")]
    [InlineData("seed", "--seed")]
    [InlineData("x", null)]
    [InlineData("something", null)]
    public void The_nearest_name_is_found_where_one_is_near(string word, string? name) =>
        Assert.Equal(name, Spelling.Nearest(word, Names));

    [Property]
    public void The_distance_is_symmetric_and_zero_for_equal_words(string? a, string? b)
    {
        var (first, second) = (a ?? "", b ?? "");
        Assert.Equal(Spelling.Distance(first, second), Spelling.Distance(second, first));
        Assert.Equal(0, Spelling.Distance(first, first));
        Assert.Equal(first == second, Spelling.Distance(first, second) == 0);
    }
}
