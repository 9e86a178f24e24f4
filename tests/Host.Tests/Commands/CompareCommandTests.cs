using System.Text.Json;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class CompareCommandTests
{
    [Fact]
    public void Formats_are_compared_on_the_built_in_digits_and_the_report_can_be_made_again()
    {
        using var folder = new TemporaryFolder();
        const string Formats = "float32:8,16:0:8,4:6:8,4:6:8:nearest,3:0:8";
        var run = CliRun.Of($"compare --quick --formats {Formats} --epochs 2 --seeds 2 --data builtin --out {folder.Path} --json -");
        Assert.Equal((0, ""), (run.Code, run.Complaints));
        var formats = run.Json.GetProperty("compare").GetProperty("formats").EnumerateArray()
            .ToDictionary(row => row.GetProperty("name").GetString()!);
        Assert.Equal(["double:10", "float32:8", "16:0:8", "4:6:8", "4:6:8:nearest", "3:0:8"], formats.Keys);

        var reference = formats["double:10"];
        Assert.Equal(100, Number(reference, "equalPredictions"));
        Assert.Equal(0, Number(reference, "periodChange"), 1e-9);
        Assert.InRange(Number(reference, "traceError"), 0, 1e-3);
        Assert.Equal(2, reference.GetProperty("inLoop").GetArrayLength());
        Assert.Equal(Vote(reference.GetProperty("inLoop")[0]), Vote(reference.GetProperty("transferred")));

        Assert.InRange(Number(formats["16:0:8"], "periodChange"), 0.5, 1.5);
        Assert.InRange(Number(formats["16:0:8"], "equalPredictions"), 97, 100);
        Assert.InRange(Number(formats["4:6:8"], "periodChange"), 40, 80);
        Assert.InRange(Number(formats["4:6:8"], "meanError"), 0, 0.03);
        Assert.Equal(JsonValueKind.Null, formats["3:0:8"].GetProperty("periodChange").ValueKind);
        Assert.Equal(0, Number(formats["3:0:8"], "spikingCodes"));
        Assert.All(formats.Values, format => Assert.InRange(Vote(format.GetProperty("inLoop")[0]), 60, 100));
        Assert.Equal("none", formats["4:6:8:nearest"].GetProperty("constantsHash").GetString());

        var page = Path.Combine(folder.Path, "report.html");
        var first = File.ReadAllText(page);
        File.Delete(page);
        Assert.Equal(0, CliRun.Of($"report {folder.Path}").Code);
        Assert.Equal(first, File.ReadAllText(page));
    }

    [Theory]
    [InlineData("compare --formats 4:6", "'4:6' is no format")]
    [InlineData("compare --formats 2:0:8", "word length is 2")]
    [InlineData("compare --formats 3:3:8,", "'' is no format")]
    [InlineData("compare --device float", "no word lengths to compare")]
    [InlineData("compare --device fpga9", "fpga9")]
    [InlineData("compare --epochs 0", "number of epochs is 0")]
    [InlineData("compare --seeds 0", "number of seeds is 0")]
    [InlineData("compare --synthesis papilio", "no board 'papilio'")]
    [InlineData("compare --synthesis ulx3s", "router is in no package")]
    [InlineData("board build icebreaker --lanes 3", "3 lanes")]
    public void What_cannot_be_done_is_refused_in_one_sentence(string line, string words) => CliRun.Of(line).ShouldBeRefused(2, words);

    [Theory]
    [InlineData("double:7", "too coarse for eps 0.01")]
    [InlineData("float32:7", "dt/eps of Euler's method is 0.78125")]
    public void A_time_step_too_coarse_for_floating_point_is_refused_before_the_work(string format, string words)
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of($"compare --quick --formats {format} --data builtin --out {folder.Path}");
        Assert.Equal(2, run.Code);
        Assert.Contains(words, run.Error);
    }

    private static double Number(JsonElement format, string name) => format.GetProperty(name).GetDouble();

    private static double Vote(JsonElement score) => score.GetProperty("vote").GetDouble();
}
