using FhnHw.OnnxCheck;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Exported networks, run by ONNX Runtime.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private const string Small =
        $"train --data builtin --train-images 200 --test-images 200 --epochs 4 --learning-rate 0.02 --hidden 12 --device cpu {CliRun.Short}";

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    private string File => _folder["network.onnx"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--bias")]
    [InlineData("--readout-nonlinearity sigmoid")]
    [InlineData("--hidden 12,10")]
    [InlineData("--device float --hidden 12,10")]
    [InlineData("--bits 8 --extra-bits 4 --current-bits 12")]
    [InlineData("--mismatch 0.2 --eps-mismatch 0.1 --dead 0.1 --random-start --adc-bits 6")]
    [InlineData("--mismatch 0.2 --readout-nonlinearity sigmoid")]
    [InlineData("--mismatch 0.2 --hidden 12,10")]
    public async Task An_exported_network_gives_the_answers_of_its_run_for_every_image(string options)
    {
        Done($"{With(options)} --out {Run}");
        Done($"export {Run} --onnx {File}");
        var images = await RunAnswers.TestImages(Run);
        var expected = RunAnswers.Predict(Run, images);
        using var network = new OnnxAnswers(File);
        var got = network.Predict(images);

        Assert.True(network.Votes);
        Assert.Equal([-1, 1, 28, 28], network.InputShape);
        Assert.Equal(expected.Means, got.Means);
        Assert.Equal(expected.Votes, got.Votes);
        Assert.True(expected.Means.Distinct().Count() > 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--device float")]
    [InlineData("--mismatch 0.2 --hidden 10,8")]
    public async Task A_plain_one_gives_nearly_all_of_them(string options)
    {
        Done($"{With(options)} --out {Run}");
        Done($"export {Run} --onnx {File} --plain");
        var images = await RunAnswers.TestImages(Run);
        var expected = RunAnswers.Predict(Run, images);
        using var network = new OnnxAnswers(File);
        var got = network.Predict(images);

        Assert.True(network.Votes);
        Assert.InRange(expected.Means.Zip(got.Means).Count(pair => pair.First == pair.Second), images.Count * 0.98, images.Count);
        Assert.InRange(expected.Votes.Zip(got.Votes).Count(pair => pair.First == pair.Second), images.Count * 0.98, images.Count);
    }

    [Fact]
    public void A_file_tells_which_device_it_came_from_and_what_trained_it_and_repeats_itself()
    {
        Done($"{Small} --seed 7 --out {Run}");
        var trained = CliRun.Of($"eval {Run} --json -").Json.GetProperty("provenance");
        Done($"export {Run}");
        Done($"export {Run} --onnx {File} --json {_folder["result.json"]}");
        using var network = new OnnxAnswers(File);

        Assert.Equal("cpu", network.Metadata["device"]);
        Assert.Equal(trained.GetProperty("constantsHash").GetString(), network.Metadata["constants_hash"]);
        Assert.Equal(("7", "12", "ideal", "run"), (
            network.Metadata["seed"], network.Metadata["hidden"], network.Metadata["cells"], network.Metadata["run"]));
        Assert.StartsWith("fhnhw ", network.Metadata["program"]);
        Assert.Contains("\"epochs\": 4", network.Metadata["configuration"]);
        Assert.Contains("Input image: grey values from 0", network.Description);
        Assert.Equal(System.IO.File.ReadAllBytes(Path.Combine(Run, "network.onnx")), System.IO.File.ReadAllBytes(File));
        Assert.Contains("\"vote\": true", System.IO.File.ReadAllText(_folder["result.json"]));
    }

    [Fact]
    public void Without_the_vote_a_file_is_small_and_answers_by_mean()
    {
        Done($"{Small} --out {Run}");
        Done($"export {Run} --onnx {File}");
        var whole = new FileInfo(File).Length;
        Done($"export {Run} --onnx {File} --no-vote");
        using var network = new OnnxAnswers(File);

        Assert.False(network.Votes);
        Assert.InRange(whole - new FileInfo(File).Length, 63 * 64 * sizeof(short), long.MaxValue);
    }

    [Fact]
    public void Cells_without_a_response_table_are_refused_and_steady_ones_can_take_their_place()
    {
        Done($"{Small} --noise-x 0.1 --out {Run}");
        CliRun.Of($"export {Run} --onnx {File}").ShouldBeRefused(2, "since its cells are noisy", "steady cells");
        Done($"export {Run} --onnx {File} --imperfections ideal");
    }

    [Fact]
    public void A_folder_without_a_run_is_refused() =>
        CliRun.Of($"export {_folder.Path} --onnx {File}").ShouldBeRefused(2, "holds no run: it has no config.json");

    // Options of the test in the place of those of the small run.
    private static string With(string options)
    {
        var line = Small;
        foreach (var name in new[] { "--hidden 12", "--device cpu", "--current-bits 6" }.Where(name => options.Contains(name.Split(' ')[0] + " ")))
        {
            line = line.Replace(name, "", StringComparison.Ordinal);
        }

        return $"{line} {options}";
    }

    private static void Done(string line)
    {
        var run = CliRun.Of(line);
        Assert.True(run.Code == 0, run.Error);
    }
}
