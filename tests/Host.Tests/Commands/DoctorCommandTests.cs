using FhnHw.Host.Checks;

namespace FhnHw.Host.Tests.Commands;

public class DoctorCommandTests
{
    [Fact]
    public void The_cpu_array_is_found_bit_exact_with_the_step()
    {
        var run = CliRun.Of("doctor --json -");
        Assert.Equal(0, run.Code);
        Assert.True(run.Json.GetProperty("healthy").GetBoolean());
        var cpu = run.Json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "device cpu");
        Assert.Equal("good", cpu.GetProperty("health").GetString());
        Assert.Contains("bit-exact with the normative step", cpu.GetProperty("detail").GetString());
    }

    [Fact]
    public void Whatever_is_not_good_comes_with_its_mend()
    {
        var checks = CliRun.Of("doctor --json -").Json.GetProperty("checks").EnumerateArray();
        Assert.All(checks, check => Assert.Equal(
            check.GetProperty("health").GetString() == "good", check.GetProperty("mend").ValueKind == System.Text.Json.JsonValueKind.Null));
    }

    [Theory]
    [InlineData("builtin", "good")]
    [InlineData("/no/such/folder", "broken")]
    public void The_folder_that_a_run_would_take_is_looked_at(string place, string health)
    {
        var images = DataChecks.Run(name => name == "FHNHW_DATA" ? place : Path.GetTempPath()).First();
        Assert.Equal(health, images.Health.ToString(), ignoreCase: true);
    }

    [Fact]
    public void Images_that_can_still_be_fetched_are_missing_not_broken()
    {
        var images = DataChecks.Run(name => name == "FHNHW_DATA" ? null : Path.Combine(Path.GetTempPath(), "fhnhw-none")).First();
        Assert.Equal(Health.Missing, images.Health);
        Assert.Contains("fhnhw data fetch", images.Mend);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_broken_and_says_what_to_do()
    {
        var file = Path.GetTempFileName();
        try
        {
            var finding = StorageChecks.Folder("cache", Path.Combine(file, "inside"), "choose another");
            Assert.Equal(Health.Broken, finding.Health);
            Assert.Equal("choose another", finding.Mend);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_folder_that_was_not_there_is_not_left_behind()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fhnhw-{Guid.NewGuid():N}");
        Assert.Equal(Health.Good, StorageChecks.Folder("cache", folder, "").Health);
        Assert.False(Directory.Exists(folder));
    }
}
