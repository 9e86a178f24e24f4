using FhnHw.Files;

namespace FhnHw.Host.Tests.Commands;

public class TraceCommandTests
{
    [Fact]
    public void The_standard_window_is_that_of_training()
    {
        var json = CliRun.Of("trace --device cpu --current -0.5 --json -").Json;
        var t = json.GetProperty("t").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(1600, t.Length);
        Assert.Equal(1600, json.GetProperty("x").GetArrayLength());
        Assert.Equal(200, t[0]);
        Assert.Equal(200 + (16.0 / 256), t[1]);
        Assert.Equal(1.0 / 256, json.GetProperty("dt").GetDouble());
        Assert.Equal(16, json.GetProperty("stride").GetInt32());
        Assert.Equal(-0.5, json.GetProperty("current").GetDouble());
        Assert.Equal("cpu", json.GetProperty("device").GetString());
        Assert.False(json.GetProperty("saturated").GetBoolean());
        Assert.InRange(json.GetProperty("meanX").GetDouble(), 0.48, 0.52);
    }

    [Fact]
    public void A_trace_without_transient_starts_at_the_initial_state()
    {
        var json = CliRun.Of("trace --device cpu --current 0.3 --transient 0 --record 1 --stride 1 --x0 0.5 --json -").Json;
        Assert.Equal(0, json.GetProperty("t")[0].GetDouble());
        Assert.Equal(0.5, json.GetProperty("x")[0].GetDouble(), 3);
        Assert.Equal(256, json.GetProperty("x").GetArrayLength());
    }

    [Fact]
    public void The_mean_at_stride_1_is_the_mean_of_the_samples()
    {
        var json = CliRun.Of("trace --device cpu --current -0.4 --transient 3 --record 5 --stride 1 --json -").Json;
        var x = json.GetProperty("x").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(x.Average(), json.GetProperty("meanX").GetDouble(), 9);
    }

    [Fact]
    public void Every_result_says_where_it_comes_from()
    {
        var provenance = CliRun.Of("trace --device cpu --current 0 --record 1 --json -").Json.GetProperty("provenance");
        Assert.StartsWith("fhnhw ", provenance.GetProperty("program").GetString());
        Assert.Equal("trace", provenance.GetProperty("commandLine")[0].GetString());
        Assert.Equal(16, provenance.GetProperty("constantsHash").GetString()!.Length);
        Assert.Equal("cpu", provenance.GetProperty("devices")[0].GetProperty("name").GetString());
        Assert.True(provenance.GetProperty("machine").GetProperty("cores").GetInt32() > 0);
    }

    [Fact]
    public void People_read_period_and_mean_and_see_a_plot()
    {
        var run = CliRun.Of("trace --device cpu --current -0.5");
        Assert.Equal(0, run.Code);
        Assert.Matches(@"period 2\.1\d\d time units", run.Output);
        Assert.Contains("mean 0.50", run.Output);
        Assert.Contains("****", run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("float")]
    public void A_stride_beyond_the_window_gives_one_sample(string device)
    {
        var run = CliRun.Of($"trace --device {device} --current -0.5 --record 1 --stride 67108864");
        Assert.Equal(0, run.Code);
        Assert.Contains("1 sample, at t = 200", run.Output);
        Assert.Contains("take a smaller --stride", run.Output);
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("float")]
    public void More_samples_than_memory_holds_are_refused_with_what_to_do(string device) =>
        CliRun.Of($"trace --device {device} --current -0.5 --record 262144 --stride 1").ShouldBeRefused(2, "smaller --record", "larger --stride");

    [Fact]
    public void A_cell_at_rest_is_called_so() =>
        Assert.Contains("no spikes", CliRun.Of("trace --device cpu --current -1.5").Output);

    /// <summary>The 3-bit cell's period is 5.8 time units.</summary>
    [Theory]
    [InlineData("--record 2")]
    [InlineData("--bits 3 --extra-bits 3 --record 5")]
    public void A_window_with_one_spike_is_no_rest(string options)
    {
        var run = CliRun.Of($"trace --device cpu --current -0.5 {options}");
        Assert.Contains("fewer than two in the window; take a longer --record", run.Output);
        Assert.DoesNotContain("rest ", run.Output);
    }

    [Fact]
    public void Arrays_for_NumPy_hold_the_same_samples()
    {
        var path = Path.Combine(Path.GetTempPath(), $"fhnhw-trace-{Guid.NewGuid():N}.npz");
        try
        {
            var run = CliRun.Of($"trace --device cpu --current 0.1 --record 2 --json - --out {path}");
            var file = Npz.Read(path);
            Assert.Equal(run.Json.GetProperty("x").EnumerateArray().Select(value => value.GetDouble()), file.Get<double>("x"));
            Assert.Equal(200, file.Get<double>("t")[0]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Another_kind_of_file_than_npz_is_refused() =>
        CliRun.Of("trace --current 0 --out trace.csv").ShouldBeRefused(2, "ends in .npz");

    [Fact]
    public void Json_in_a_file_leaves_the_text_on_the_screen()
    {
        var path = Path.Combine(Path.GetTempPath(), $"fhnhw-trace-{Guid.NewGuid():N}.json");
        try
        {
            var run = CliRun.Of($"trace --device cpu --current 0.1 --record 2 --json {path}");
            Assert.Equal(0, run.Code);
            Assert.Contains("device    cpu", run.Output);
            Assert.Contains("\"current\": 0.1", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
