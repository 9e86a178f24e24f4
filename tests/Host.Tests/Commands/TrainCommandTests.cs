using System.Text.Json;
using FhnHw.Tests;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private const string Small = $"--data builtin --train-images 100 --test-images 20 --epochs 1 --hidden 8 {CliRun.Short}";
    private readonly TemporaryFolder _place = new();
    private readonly string _folder;

    public TrainCommandTests() => _folder = _place["run"];

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("cpu")]
    [InlineData("float")]
    public void A_run_and_its_evaluation_give_the_same_accuracies_under_the_same_names(string device)
    {
        var trained = CliRun.Of($"train --device {device} {Small} --out {_folder} --json -").Json;
        var evaluated = CliRun.Of($"eval {_folder} --json -").Json;
        foreach (var json in new[] { trained, evaluated })
        {
            Assert.Equal(device, json.GetProperty("device").GetString());
            Assert.Equal("table", json.GetProperty("forward").GetString());
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
    public void Weights_tried_at_another_format_are_those_that_compare_calls_transferred()
    {
        // The reference of compare: double cells, dt = 2^-10, 16 samples a time unit.
        const string Images = "--data builtin";
        Assert.Equal(0, CliRun.Of(
            $"train --device float {Images} --epochs 1 --shift 1 --current-bits 8 --dt-exponent 10 --stride 64 --out {_folder}").Code);
        var evaluated = CliRun.Of($"eval {_folder} --device cpu --bits 3 --extra-bits 3 --dt-exponent 9 --json -").Json;
        var compared = CliRun.Of($"compare --quick --data builtin --epochs 1 --formats 3:3:9 --out {_folder}/compare --json -").Json;
        var format = compared.GetProperty("compare").GetProperty("formats").EnumerateArray().Last();
        Assert.Equal("3:3:9", format.GetProperty("name").GetString());
        Assert.Equal(
            format.GetProperty("transferred").GetProperty("vote").GetDouble(), evaluated.GetProperty("test").GetProperty("vote").GetDouble());
        Assert.Equal(9, evaluated.GetProperty("configuration").GetProperty("array").GetProperty("format").GetProperty("dtExponent").GetInt32());
    }

    [Fact]
    public void An_evaluation_of_some_images_tries_no_others()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --out {_folder}").Code);
        var run = CliRun.Of($"eval {_folder} --train-images 30 --test-images 10");
        Assert.Contains("30/10 images of 28x28", run.Output);
        CliRun.Of($"eval {_folder} --test-images -1").ShouldBeRefused(2, "number of test images");
    }

    [Fact]
    public void Stateful_cells_keep_the_format_of_their_registers()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --stateful --out {_folder}").Code);
        CliRun.Of($"eval {_folder} --bits 8").ShouldBeRefused(2, "Stateful cells", "--bits");
    }

    [Theory]
    [InlineData("--noise-y 0.01", "table   none, since its cells are noisy: every image runs on the device")]
    [InlineData("--drift 0.1", "table   none, since its cells drift")]
    public void Cells_without_a_response_table_are_told_of_before_the_work_begins(string cells, string line)
    {
        Assert.Contains(line, CliRun.Of($"train --device cpu {Small} {cells} --out {_folder}").Output);
        Assert.Contains(line, CliRun.Of($"eval {_folder}").Output);
        Assert.DoesNotContain("table   none", CliRun.Of($"train --device cpu {Small} --forward stream").Output);
    }

    [Fact]
    public void A_few_updates_of_the_weights_are_told_of_and_what_gives_more()
    {
        Assert.Contains(
            "updates only 1 of the weights (100 images in batches of 128, 1 epoch); for more, --epochs 400 or --batch 16",
            CliRun.Of($"train --device cpu {Small}").Output);
        Assert.DoesNotContain("updates", CliRun.Of(
            $"train --device cpu {Small.Replace("--epochs 1", "--epochs 4 --batch 2", StringComparison.Ordinal)}").Output);
    }

    [Fact]
    public void Several_seeds_are_the_runs_of_each_seed_with_mean_and_deviation()
    {
        var json = CliRun.Of($"train --device cpu {Small} --baseline --seeds 2 --out {_folder} --json -").Json;
        var single = CliRun.Of($"train --device cpu {Small} --baseline --seed 2 --json -").Json;
        var runs = json.GetProperty("seeds").EnumerateArray().ToArray();
        Assert.Equal(Accuracies(single), Accuracies(runs[1]));
        Assert.Equal(
            single.GetProperty("baseline").GetProperty("train").GetProperty("mean").GetRawText(),
            runs[1].GetProperty("baseline").GetProperty("train").GetProperty("mean").GetRawText());
        var rows = json.GetProperty("summary").EnumerateArray()
            .ToDictionary(row => $"{row.GetProperty("images")} {row.GetProperty("units")}", row => row.GetProperty("vote").GetDouble());
        Assert.Equal(["test cells", "train cells", "test tanh", "train tanh"], rows.Keys);
        Assert.Equal(runs.Average(run => run.GetProperty("test").GetProperty("vote").GetDouble()), rows["test cells"], 1e-9);
        Assert.Equal(0, CliRun.Of($"eval {_folder}/seed-2").Code);
        Assert.Equal(0, CliRun.Of($"report {_folder}").Code);
        Assert.Contains("<dt>seeds</dt><dd>1 to 2</dd>", File.ReadAllText(Path.Combine(_folder, "report.html")));
        CliRun.Of($"eval {_folder}").ShouldBeRefused(2, "holds runs of 2 seeds", "seed-1");
    }

    [Fact]
    public void Several_seeds_that_were_stopped_go_on_where_they_were()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(130, CliRun.Of($"train --device cpu {Small} --seeds 2 --out {_folder}", source.Token).Code);
        var resumed = CliRun.Of($"train --resume {_folder} --json -").Json.GetProperty("seeds").EnumerateArray().ToArray();
        Assert.Equal(2, resumed.Length);
        Assert.Equal(Accuracies(CliRun.Of($"train --device cpu {Small} --seed 2 --json -").Json), Accuracies(resumed[1]));
    }

    [Fact]
    public void Held_out_images_are_watched_and_the_test_images_wait_for_eval()
    {
        var trained = CliRun.Of($"train --device cpu {Small} --validate 30 --out {_folder} --json -").Json;
        Assert.Equal(JsonValueKind.Null, trained.GetProperty("test").ValueKind);
        Assert.Equal(1, trained.GetProperty("best").GetProperty("epoch").GetInt32());
        var evaluated = CliRun.Of($"eval {_folder} --best --json -").Json;
        Assert.InRange(evaluated.GetProperty("test").GetProperty("vote").GetDouble(), 0, 100);
        Assert.Equal(
            trained.GetProperty("validation").GetProperty("vote").GetRawText(), evaluated.GetProperty("validation").GetProperty("vote").GetRawText());
    }

    [Fact]
    public void Weights_of_other_layers_than_the_run_s_are_refused_by_eval_and_export()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --out {_folder}").Code);
        WeightsFile.Write(RunFolder.Weights(_folder), NetworkWeights.Draw(784, new LayerSizes(8, 4), 10, 1));
        CliRun.Of($"eval {_folder}").ShouldBeRefused(2, "hidden layers of 8,4 units and its run's configuration 8");
        CliRun.Of($"export {_folder} --onnx").ShouldBeRefused(2, "hidden layers of 8,4 units and its run's configuration 8");
    }

    [Fact]
    public void The_best_epoch_is_there_only_after_validation()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --out {_folder}").Code);
        CliRun.Of($"eval {_folder} --best").ShouldBeRefused(2, "was trained without validation", "--validate");
    }

    [Fact]
    public void A_preset_gives_way_to_the_options_given()
    {
        var configuration = CliRun.Of($"train --device cpu --preset paper {Small} --json -").Json.GetProperty("configuration");
        var training = configuration.GetProperty("training");
        Assert.Equal("sigmoid", configuration.GetProperty("surrogate").GetString());
        Assert.Equal(-0.5, configuration.GetProperty("array").GetProperty("codes").GetProperty("gamma").GetDouble());
        Assert.Equal(0.005, training.GetProperty("learningRate").GetDouble());
        Assert.Equal(1, training.GetProperty("epochs").GetInt32());
        Assert.Equal(100, configuration.GetProperty("trainImages").GetInt32());
    }

    [Theory]
    [InlineData("", 4)]
    [InlineData("--temporal-crop 1", 1)]
    [InlineData("--forward stream", 0)]
    [InlineData("--noise-x 0.1", 0)]
    [InlineData("--mismatch 0.1", 4)]
    public void A_preset_s_temporal_crop_is_for_runs_with_a_response_table(string options, double temporalCrop)
    {
        var configuration = CliRun.Of($"train --device cpu --preset best {Small} {options} --json -").Json.GetProperty("configuration");
        Assert.Equal(temporalCrop, configuration.GetProperty("training").GetProperty("temporalCrop").GetDouble());
    }

    [Fact]
    public void A_temporal_crop_that_was_asked_for_needs_a_response_table() =>
        CliRun.Of($"train --device cpu {Small} --forward stream --temporal-crop 1").ShouldBeRefused(2, "give --temporal-crop 0");

    [Theory]
    [InlineData("--preset finest", "There is no preset 'finest'")]
    [InlineData("--readout-nonlinearity cubic", "There is no readout non-linearity 'cubic'")]
    [InlineData("--schedule linear", "There is no schedule 'linear'")]
    [InlineData("--batch 0", "mini-batch size is 0 images")]
    [InlineData("--hidden 0", "number of cells is 0")]
    [InlineData("--hidden 100,", "'100,' is no list of layers")]
    [InlineData("--seeds 0", "number of seeds is 0")]
    [InlineData("--seed 2147483647 --seeds 2", "The last of the seeds is over 2147483647")]
    [InlineData("--validate -1", "number of images to hold out is -1")]
    [InlineData("--epochs 0", "number of epochs is 0; give one from 1 to 100000 with --epochs")]
    [InlineData("--evaluate-every 0", "number of epochs between evaluations is 0")]
    [InlineData("--augmentation-end 2", "augmentation's strength at the end is 2")]
    [InlineData("--learning-rate 2", "learning rate is 2")]
    [InlineData("--shift 17", "shift is 17 pixels")]
    [InlineData("--rotation 181", "rotation is 181 degrees")]
    [InlineData("--scaling 15", "scaling is 15; give one from 0 to 0.5 with --scaling")]
    [InlineData("--shear 46", "shear is 46 degrees")]
    [InlineData("--elastic -1", "elastic distortion is -1 pixels")]
    [InlineData("--elastic-sigma 3", "give --elastic too, or leave it out")]
    [InlineData("--augmentation-end 0.5 --shift 1", "lets an augmentation fade, and there is none that does")]
    [InlineData("--elastic 10 --elastic-sigma 0.4", "elastic distortion's sigma is 0.4 pixels")]
    [InlineData("--hidden-noise white:1", "There is no noise 'white'; give additive,")]
    [InlineData("--hidden-noise additive:-1", "intensity of additive noise is -1; give one from 0 to 100 with --hidden-noise")]
    [InlineData("--pool 0", "number of cells that are pooled is 0; give one from 1 to 1024 with --pool")]
    [InlineData("--hidden 60000 --pool 2", "are 120000 cells of a layer, which has 65536 at most; give a smaller --pool")]
    [InlineData("--ghosts -1", "number of ghost cells is -1; give one from 0 to 1024 with --ghosts")]
    public void A_bad_value_is_refused_with_what_to_give(string options, string sentence) =>
        CliRun.Of($"train --device cpu {options}").ShouldBeRefused(2, sentence);

    [Fact]
    public void A_run_with_noise_is_tested_with_and_without_it_and_eval_takes_other_noise_pools_and_ghosts()
    {
        const string Noise = "--hidden-noise additive:20,multiplicative-correlated:0.1 --ghosts 1";
        var trained = CliRun.Of($"train --device cpu {Small} {Noise} --out {_folder} --json -").Json;
        var evaluated = CliRun.Of($"eval {_folder} --json -").Json;
        double Mean(JsonElement json, string images) => json.GetProperty(images).GetProperty("mean").GetDouble();
        Assert.Equal((Mean(trained, "test"), Mean(trained, "noisy")), (Mean(evaluated, "test"), Mean(evaluated, "noisy")));
        var still = CliRun.Of($"eval {_folder} --hidden-noise none --pool 3 --json -").Json;
        Assert.Equal((Mean(trained, "test"), false), (Mean(still, "test"), still.TryGetProperty("noisy", out _)));
        Assert.Contains("noisy layers", CliRun.Of($"eval {_folder} --out {_folder}-report").Output);
        Assert.Contains("test, noisy layers", File.ReadAllText(Path.Combine($"{_folder}-report", "report.html")));
        Directory.Delete($"{_folder}-report", recursive: true);
    }

    [Fact]
    public void A_cancelled_run_ends_with_130_and_can_be_resumed()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(130, CliRun.Of($"train --device cpu {Small} --out {_folder}", source.Token).Code);
        Assert.Equal(0, CliRun.Of($"train --resume {_folder}").Code);
        Assert.True(File.Exists(Path.Combine(_folder, "result.json")));
    }

    [Fact]
    public void A_folder_without_a_run_cannot_be_resumed() =>
        CliRun.Of("train --resume /nowhere").ShouldBeRefused(2, "There is no folder /nowhere");

    [Fact]
    public void A_run_of_an_older_version_is_refused_and_not_read_with_defaults()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --out {_folder}").Code);
        foreach (var file in new[] { RunFolder.Configuration(_folder), RunFolder.Result(_folder) })
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace("\"rotation\"", "\"turn\"", StringComparison.Ordinal));
        }

        CliRun.Of($"train --resume {_folder}").ShouldBeRefused(2, "holds a setting that this version does not know", "turn");
        CliRun.Of($"eval {_folder}").ShouldBeRefused(2, "holds a setting that this version does not know", "turn");
        CliRun.Of($"report {_folder}").ShouldBeRefused(2, "is no result that a report can be made of");
    }

    [Fact]
    public void A_run_on_the_cpu_array_goes_on_under_its_new_name()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --out {_folder}").Code);
        var file = RunFolder.Configuration(_folder);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"cpu\"", "\"managed\"", StringComparison.Ordinal));
        Assert.DoesNotContain("managed", CliRun.Of($"train --resume {_folder} --json -").Output);
        Assert.DoesNotContain("managed", CliRun.Of($"eval {_folder} --json -").Output);
    }

    [Fact]
    public void A_run_that_is_continued_takes_no_other_options()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --out {_folder}").Code);
        CliRun.Of($"train --resume {_folder} --seed 2").ShouldBeRefused(2, "--seed cannot be changed");
        CliRun.Of($"train --resume {_folder} --out {_folder}").ShouldBeRefused(2, "--out cannot be changed");
        Assert.Equal(0, CliRun.Of($"train --resume {_folder} --data builtin --json -").Code);
    }

    [Fact]
    public void A_run_that_is_done_can_have_more_epochs()
    {
        const string Steady = "--schedule constant --seed 3";
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} {Steady} --out {_folder}").Code);
        CliRun.Of($"train --resume {_folder} --epochs 0").ShouldBeRefused(2, "has 1 epochs already");
        var more = CliRun.Of($"train --resume {_folder} --epochs 3");
        Assert.Equal(0, more.Code);
        Assert.Contains("epochs 2 to 3", more.Output);
        Assert.Equal(3, File.ReadLines(Path.Combine(_folder, "epochs.csv")).Count() - 1);
        Assert.Equal("1", RunSettings.Read(RunFolder.Configuration(_folder)).EarlierEpochs);
        var three = Small.Replace("--epochs 1", "--epochs 3", StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of($"train --device cpu {three} {Steady} --out {_place["at-once"]}").Code);
        Assert.Equal(File.ReadAllBytes(RunFolder.Weights(_place["at-once"])), File.ReadAllBytes(RunFolder.Weights(_folder)));
    }

    [Fact]
    public void A_run_that_is_not_done_is_continued_before_it_gets_more_epochs()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(130, CliRun.Of($"train --device cpu {Small} --out {_folder}", source.Token).Code);
        CliRun.Of($"train --resume {_folder} --epochs 3").ShouldBeRefused(2, "has done 0 of its 1 epochs");
    }

    [Fact]
    public void Options_of_eval_change_the_run_s_own_cells_and_the_first_line_says_on_which_cells_it_is()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --mismatch 0.3 --out {_folder}").Code);
        Assert.StartsWith("cells   the run's own: 8 cells", CliRun.Of($"eval {_folder}").Output);
        var dead = CliRun.Of($"eval {_folder} --dead 0.1 --json -").Json.GetProperty("configuration").GetProperty("array").GetProperty("imperfections");
        Assert.Equal((0.3, 0.1), (dead.GetProperty("offsetMismatch").GetDouble(), dead.GetProperty("dead").GetDouble()));
        Assert.StartsWith("cells   the run's own, but for --cells-seed: ", CliRun.Of($"eval {_folder} --cells-seed 2").Output);
        Assert.StartsWith("cells   other than the run's: ideal", CliRun.Of($"eval {_folder} --imperfections ideal").Output);
    }

    [Fact]
    public void A_network_is_tried_on_several_chips()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --mismatch 0.3 --out {_folder}").Code);
        var chips = CliRun.Of($"eval {_folder} --cells-seed 5 --chips 3 --json -").Json;
        var seeds = chips.GetProperty("seeds").EnumerateArray().ToArray();
        Assert.Equal(3, seeds.Length);
        Assert.False(chips.TryGetProperty("trainedOnChip", out _));
        Assert.Equal(Accuracies(CliRun.Of($"eval {_folder} --cells-seed 7 --json -").Json), Accuracies(seeds[2]));
        Assert.True(chips.GetProperty("summary")[0].GetProperty("meanDeviation").GetDouble() >= 0);
        CliRun.Of($"eval {_folder} --imperfections ideal --chips 3").ShouldBeRefused(2, "are alike", "--mismatch");
        CliRun.Of($"eval {_folder} --chips 3 --out {_folder}-chips").ShouldBeRefused(2, "--out", "--json");
    }

    [Fact]
    public void The_chip_that_a_network_was_trained_on_is_told_apart_from_the_others()
    {
        var longer = Small.Replace("--epochs 1", "--epochs 40", StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of($"train --device cpu {longer} --mismatch 0.9 --cells-seed 4 --out {_folder}").Code);
        var file = Path.Combine(_folder, "chips.json");
        var run = CliRun.Of($"eval {_folder} --cells-seed 3 --chips 2 --json {file}").Output;
        Assert.Equal(
            ["3", "4, trained on this chip", "mean of the other chips", "deviation of the other chips"],
            run.TrimEnd().Split('\n')[^4..].Select(line => line.Split("  ")[0].Trim()));
        var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        Assert.Equal(4, json.GetProperty("trainedOnChip").GetInt32());
        double[] means = [.. json.GetProperty("seeds").EnumerateArray().Select(one => one.GetProperty("train").GetProperty("mean").GetDouble())];
        Assert.NotEqual(means[0], means[1]);
        var row = json.GetProperty("summary").EnumerateArray().Single(row => row.GetProperty("images").GetString() == "train");
        Assert.Equal(means[0], row.GetProperty("mean").GetDouble(), 10);

        // Other imperfections of the same seed are another chip.
        var other = CliRun.Of($"eval {_folder} --mismatch 0.8 --cells-seed 3 --chips 2").Output;
        Assert.DoesNotContain("trained on this chip", other);
        Assert.Contains("\nmean ", other);
    }

    [Fact]
    public void A_run_that_keeps_nothing_says_so_before_it_trains() =>
        Assert.Contains("run     not kept", CliRun.Of($"train --device cpu {Small}").Output);

    [Fact]
    public void A_run_that_is_refused_leaves_no_folder()
    {
        var folder = Path.Combine(_folder, "refused");
        CliRun.Of($"train --device cpu+float {Small} --out {folder}").ShouldBeRefused(2, "cannot share a run");
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_folder_takes_one_run_at_a_time()
    {
        using (RunFolder.Hold(_folder))
        {
            CliRun.Of($"train --device cpu {Small} --out {_folder}").ShouldBeRefused(2, "Another run is writing to");
        }

        Assert.Equal(0, CliRun.Of($"train --device cpu {Small} --out {_folder}").Code);
        CliRun.Of($"substitute --device cpu {Small} --out {_folder}").ShouldBeRefused(2, "holds a run already");
    }

    [Fact]
    public void Substitution_refuses_a_network_for_other_images_and_says_what_it_is()
    {
        var weights = NetworkWeights.Draw(36, 5, 3, 1);
        WeightsFile.Write(RunFolder.Weights(_folder), weights);
        var run = CliRun.Of($"substitute --device cpu --weights {RunFolder.Weights(_folder)} {Small}");
        Assert.Equal(2, run.Code);
        Assert.Contains("has 36 inputs and 3 classes, and the images have 28x28 pixels and 10 classes", run.Error);
    }

    [Fact]
    public void Substitution_names_gamma_train_test_and_classes()
    {
        var json = CliRun.Of($"substitute --device cpu --gamma -1,0.5 {Small} --json -").Json;
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
