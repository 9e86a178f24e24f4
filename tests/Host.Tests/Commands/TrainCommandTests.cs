using System.Text.Json;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

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
    [InlineData("", 4)]
    [InlineData("--glimpse 1", 1)]
    [InlineData("--forward stream", 0)]
    [InlineData("--noise-x 0.1", 0)]
    [InlineData("--spread 0.1", 4)]
    public void A_preset_s_glimpse_is_for_runs_with_an_atlas(string options, double temporalCrop) => Assert.Equal(
        temporalCrop, CliRun.Of($"train --device managed --preset best {Small} {options} --json -").Json.GetProperty("configuration").GetProperty("training").GetProperty("glimpse").GetDouble());

    [Fact]
    public void A_glimpse_that_was_asked_for_needs_an_atlas() =>
        CliRun.Of($"train --device managed {Small} --forward stream --glimpse 1").ShouldBeRefused(2, "give --glimpse 0");

    [Theory]
    [InlineData("--preset finest", "There is no preset 'finest'")]
    [InlineData("--layer cubic", "There is no layer 'cubic'")]
    [InlineData("--schedule linear", "There is no schedule 'linear'")]
    [InlineData("--batch 0", "batch is 0 images")]
    [InlineData("--hidden 0", "number of cells is 0")]
    [InlineData("--learning-rate 2", "learning rate is 2")]
    [InlineData("--shift 17", "shift is 17 pixels")]
    [InlineData("--turn 181", "turn is 181 degrees")]
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
    public void A_folder_without_a_run_cannot_be_resumed() =>
        CliRun.Of("train --resume /nowhere").ShouldBeRefused(2, "is no configuration of a run");

    [Fact]
    public void A_run_that_goes_on_takes_no_other_options()
    {
        Assert.Equal(0, CliRun.Of($"train --device managed {Small} --out {_folder}").Code);
        CliRun.Of($"train --resume {_folder} --epochs 2").ShouldBeRefused(2, "--epochs cannot be changed");
        CliRun.Of($"train --resume {_folder} --out {_folder}").ShouldBeRefused(2, "--out cannot be changed");
        Assert.Equal(0, CliRun.Of($"train --resume {_folder} --data builtin --json -").Code);
    }

    [Fact]
    public void A_folder_takes_one_run_at_a_time()
    {
        using (RunFolder.Hold(_folder))
        {
            CliRun.Of($"train --device managed {Small} --out {_folder}").ShouldBeRefused(2, "Another run is writing to");
        }

        Assert.Equal(0, CliRun.Of($"train --device managed {Small} --out {_folder}").Code);
        CliRun.Of($"implant --device managed {Small} --out {_folder}").ShouldBeRefused(2, "holds a run already");
    }

    [Fact]
    public void Implant_refuses_a_network_for_other_images_and_says_what_it_is()
    {
        var weights = NetworkWeights.Draw(36, 5, 3, 1);
        Checkpoint.WriteWeights(RunFolder.Weights(_folder), weights);
        var run = CliRun.Of($"implant --device managed --weights {RunFolder.Weights(_folder)} {Small}");
        Assert.Equal(2, run.Code);
        Assert.Contains("has 36 inputs and 3 classes, and the images have 28x28 pixels and 10 classes", run.Error);
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
