using System.Text.Json;
using FhnHw.Host.Tests.Commands;
using FhnHw.Tests;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Tests.Live;

/// <summary>Runs with their pages, read without a browser.</summary>
public sealed class LiveRunTests : IDisposable
{
    private const string Recipe =
        $"train --data builtin --device cpu --train-images 200 --test-images 50 --epochs 6 {CliRun.Short} --hidden";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("9,8 --mismatch 0.3")]
    [InlineData("12 --forward stream --noise-y 0.05 --stateful")]
    public async Task A_run_with_pages_that_ask_and_a_page_that_does_not_read_keeps_its_bits(string options)
    {
        var alone = CliRun.Of($"{Recipe} {options} --out {_folder["alone"]}");
        Assert.True(alone.Code == 0, alone.Error);
        using var call = new PageCall($"{Recipe} {options} --live --out {_folder["live"]}", holdsEpochs: true);
        using var silent = new SilentReader(call.Address);
        using var reader = new PageReader(call.Address);
        Assert.Equal("about", (await reader.Next())!.Value.Topic);
        call.GoOn();
        for (var epoch = 1; epoch <= 6; epoch++)
        {
            call.AwaitEpoch(epoch);
            Assert.Equal(1, (await reader.Answer("{\"image\":1}")).GetProperty("image").GetInt32());
            call.GoOn();
            Assert.Equal(epoch, (await reader.Next("epoch")).GetProperty("epoch").GetInt32());
        }

        Assert.Contains($"fhnhw watch {_folder["live"]}", (await reader.Next("end")).GetProperty("words").GetString());
        Assert.Equal(0, call.Wait());
        foreach (var file in new[] { "weights.npz", "checkpoint.npz", "predictions.npz" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder["alone"], file)), File.ReadAllBytes(Path.Combine(_folder["live"], file)));
        }
    }

    [Fact]
    public async Task A_run_that_is_watched_votes_as_it_did_and_tells_each_epoch_that_another_program_trains()
    {
        Assert.Equal(0, CliRun.Of($"{Recipe} 9,8 --mismatch 0.3 --out {_folder["run"]}").Code);
        var (labels, votes) = PredictionsFile.Read(_folder["run"])!.Value;
        using var call = new PageCall($"watch {_folder["run"]}");
        using var reader = new PageReader(call.Address);
        var about = await reader.Next("about");
        Assert.Equal(("run", 50), (about.GetProperty("mode").GetString(), about.GetProperty("images").GetInt32()));
        for (var image = 0; image < labels.Length; image++)
        {
            var answer = await reader.Answer($"{{\"image\":{image}}}");
            int[] counts = [.. answer.GetProperty("votes").EnumerateArray().Select(count => count.GetInt32())];
            Assert.Equal(votes[image], Array.IndexOf(counts, counts.Max()));
            Assert.Equal(labels[image], answer.GetProperty("label").GetInt32());
        }

        Assert.Equal(0, CliRun.Of($"train --resume {_folder["run"]} --epochs 8").Code);
        for (var epoch = 1; epoch <= 8; epoch++)
        {
            Assert.Equal(epoch, (await reader.Next("epoch")).GetProperty("epoch").GetInt32());
        }

        call.Interrupt();
        Assert.Equal(0, call.Wait());
    }

    [Fact]
    public async Task Cells_of_a_device_spike_between_minus_one_and_one_and_rest_beyond()
    {
        using var call = new PageCall("watch cpu");
        using var reader = new PageReader(call.Address);
        var about = await reader.Next("about");
        double[] start = [.. about.GetProperty("start").EnumerateArray().Select(one => one.GetDouble())];
        var (head, currents) = await reader.AnswerWithCurrents($"{{\"currents\":{JsonSerializer.Serialize(start)}}}");
        Assert.Equal(100, head.GetProperty("cells").GetInt32());
        Assert.All(currents.Zip(start), pair => Assert.Equal(pair.Second, pair.First, 0.001));
    }

    [Theory]
    [InlineData("watch nothing", "neither a run's folder nor a device")]
    [InlineData("watch cpu --best", "leave them out")]
    [InlineData("watch cpu --device sim", "--device is for a run")]
    [InlineData("watch cpu --port 70000", "--port")]
    [InlineData("watch sim:nothing", "no simulated board")]
    [InlineData("train --port 5000", "--live")]
    [InlineData("train --live --seeds 2", "--seeds")]
    public void What_cannot_be_watched_is_refused_in_a_sentence(string line, string words) => CliRun.Of(line).ShouldBeRefused(2, words);
}
