using System.Text.Json;

namespace FhnHw.Host.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private const string Small = $"--data builtin --train-images 100 --test-images 20 --epochs 1 --hidden 8 {CliRun.Short}";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"fhnhw-train-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("managed")]
    [InlineData("float")]
    public void A_run_and_its_evaluation_give_the_same_accuracies_under_the_same_names(string device)
    {
        var trained = CliRun.Of($"train --device {device} {Small} --out {_folder} --json -").Json;
        var evaluated = CliRun.Of($"eval {_folder} --json -").Json;
        foreach (var json in new[] { trained, evaluated })
        {
            Assert.Equal(device, json.GetProperty("device").GetString());
            Assert.Equal("atlas", json.GetProperty("forward").GetString());
            Assert.Equal(10, json.GetProperty("test").GetProperty("perDigit").GetArrayLength());
            Assert.True(json.GetProperty("imagesPerSecond").GetDouble() > 0);
        }

        Assert.True(trained.GetProperty("secondsPerEpoch").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, evaluated.GetProperty("secondsPerEpoch").ValueKind);
        Assert.Equal(Accuracies(trained), Accuracies(evaluated));
        var again = CliRun.Of($"train --device {device} {Small} --out {_folder}");
        Assert.Equal(2, again.Code);
        Assert.Contains("holds a run already", again.Error);
    }

    [Fact]
    public void A_preset_gives_way_to_the_options_given()
    {
        var configuration = CliRun.Of($"train --device managed --preset paper {Small} --json -").Json.GetProperty("configuration");
        var training = configuration.GetProperty("training");
        Assert.Equal("sigmoid", configuration.GetProperty("surrogate").GetString());
        Assert.Equal(-0.5, configuration.GetProperty("gamma").GetDouble());
        Assert.Equal(0.005, training.GetProperty("learningRate").GetDouble());
        Assert.Equal(1, training.GetProperty("epochs").GetInt32());
        Assert.Equal(100, configuration.GetProperty("trainImages").GetInt32());
    }

    [Theory]
    [InlineData("--preset finest", "There is no preset 'finest'")]
    [InlineData("--layer cubic", "There is no layer 'cubic'")]
    [InlineData("--schedule linear", "There is no schedule 'linear'")]
    [InlineData("--batch 0", "batch is 0 images")]
    [InlineData("--hidden 0", "number of cells is 0")]
    [InlineData("--learning-rate 2", "learning rate is 2")]
    [InlineData("--shift 17", "shift is 17 pixels")]
    [InlineData("--resume /nowhere", "is no configuration of a run")]
    public void A_bad_value_is_refused_with_what_to_give(string options, string sentence) =>
        CliRun.Of($"train --device managed {options}").ShouldBeRefused(2, sentence);

    [Fact]
    public void A_cancelled_run_ends_with_130_and_can_be_resumed()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(130, CliRun.Of($"train --device managed {Small} --out {_folder}", source.Token).Code);
        Assert.Equal(0, CliRun.Of($"train --resume {_folder}").Code);
        Assert.True(File.Exists(Path.Combine(_folder, "result.json")));
    }

    [Fact]
    public void Implant_names_gamma_train_test_and_digits()
    {
        var json = CliRun.Of($"implant --device managed --gamma -1,0.5 {Small} --json -").Json;
        Assert.Equal(-1, json.GetProperty("gamma").GetDouble());
        Assert.InRange(json.GetProperty("train").GetDouble(), 0, 100);
        Assert.InRange(json.GetProperty("test").GetDouble(), 0, 100);
        Assert.Equal(10, json.GetProperty("perDigit").GetArrayLength());
        Assert.Equal([-1, 0.5], json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("gamma").GetDouble()));
    }

    private static string[] Accuracies(JsonElement json) =>
    [
        .. from set in new[] { "test", "train" } from way in new[] { "vote", "mean" } select json.GetProperty(set).GetProperty(way).GetRawText(),
    ];
}
