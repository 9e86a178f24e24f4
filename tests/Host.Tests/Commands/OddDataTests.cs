using System.Text.Json;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Commands on sets whose classes are not 0 to 9, all of which have images in both parts.</summary>
public sealed class OddDataTests : IDisposable
{
    private const string Train = $"train --device cpu --epochs 1 --hidden 4 {CliRun.Short}";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0 1 2 3", "0 1 2")]
    [InlineData("0 1 2", "0 1 2 3")]
    [InlineData("1 2 3", "1 2 3")]
    [InlineData("0 3 255", "0 3")]
    [InlineData("7", "7")]
    public void A_run_is_kept_and_evaluated_whichever_classes_lack_images(string train, string test)
    {
        var data = Data(train, test);
        Assert.Equal((0, ""), Ended(CliRun.Of($"{Train} --data {data} --out {_folder["run"]}")));
        Assert.Equal((0, ""), Ended(CliRun.Of($"eval {_folder["run"]} --out {_folder["eval"]}")));
        foreach (var run in new[] { "run", "eval" })
        {
            var result = JsonDocument.Parse(File.ReadAllText(_folder[$"{run}/result.json"])).RootElement;
            var classes = result.GetProperty("test").GetProperty("perDigit").EnumerateArray().ToArray();
            var there = test.Split(' ').Select(int.Parse).ToArray();
            Assert.All(Enumerable.Range(0, classes.Length), label =>
                Assert.Equal(there.Contains(label) ? JsonValueKind.Number : JsonValueKind.Null, classes[label].ValueKind));
            Assert.True(File.Exists(_folder[$"{run}/report.html"]));
        }
    }

    [Fact]
    public void Shares_are_of_the_classes_that_there_are()
    {
        var data = Data("1 2 3", "1 2 3");
        var run = CliRun.Of($"{Train} --data {data} --train-images 10 --test-images 6");
        Assert.Equal((0, ""), Ended(run));
        Assert.Contains("10/6 images of 3x2, 3 classes (labels 1-3)", run.Output);
    }

    [Fact]
    public void A_preset_takes_all_images_where_there_are_fewer_and_says_so()
    {
        var run = CliRun.Of($"{Train} --preset paper --data {Data("1 2 3", "1 2 3")}");
        Assert.Equal(0, run.Code);
        Assert.Contains("10000 training images are asked for and there are 24; all of them are taken.", run.Error);
    }

    [Fact]
    public void Robustness_and_substitute_run_on_them_too()
    {
        var data = Data("1 2 3 30", "1 2 3 30");
        Assert.Equal((0, ""), Ended(CliRun.Of(
            $"robustness --quick --sweep dead --seeds 1 --epochs 1 --device cpu --data {data} --out {_folder["robustness"]}")));
        Assert.Contains("32/32 balanced images", File.ReadAllText(_folder["robustness/result.json"]));
        var substitute = CliRun.Of($"substitute --device cpu --epochs 1 --hidden 4 --gamma -1 {CliRun.Short} --data {data}");
        Assert.Equal((0, ""), Ended(substitute));
        Assert.Contains("class, vote %", substitute.Output);
        Assert.DoesNotContain("NaN", substitute.Output);
    }

    [Fact]
    public void Weights_with_NaN_are_refused_by_eval_with_the_array_named()
    {
        Assert.Equal(0, CliRun.Of($"{Train} --data {Data("0 1", "0 1")} --out {_folder["run"]}").Code);
        var path = _folder["run/weights.npz"];
        var file = FhnHw.Files.Npz.Read(path);
        file.Get<float>("W2")[0] = float.NaN;
        FhnHw.Files.Npz.Write(path, file.Names.ToArray().Select(name => KeyValuePair.Create(name, file[name])));
        CliRun.Of($"eval {_folder["run"]}").ShouldBeRefused(2, "weights.npz holds NaN in W2");
    }

    [Fact]
    public void A_part_of_EMNIST_is_chosen_and_its_turning_said()
    {
        foreach (var split in new[] { "letters", "digits" })
        {
            var data = Data("1 2", "1 2");
            foreach (var name in IdxFolder.Names)
            {
                var other = name.Replace("t10k", "test", StringComparison.Ordinal);
                Directory.CreateDirectory(_folder["EMNIST/raw"]);
                File.Move(Path.Combine(data, name), _folder[$"EMNIST/raw/emnist-{split}-{other}"]);
            }
        }

        CliRun.Of($"data --data {_folder.Path}").ShouldBeRefused(2, $"{_folder.Path}:digits, {_folder.Path}:letters");
        Assert.Contains("set          EMNIST letters, turned upright\n", CliRun.Of($"data --data {_folder.Path}:letters").Output);
        Assert.Contains("images       16 to train on, 16 to test on, 2x3, 2 classes (labels 1-2)", CliRun.Of($"data --data {_folder.Path}:digits").Output);
    }

    private string Data(string train, string test)
    {
        IdxFolder.Write(_folder["data"], DataSet.Of("odd", "a test", Images(train), Images(test)), compress: false);
        return _folder["data"];

        static ImageSet Images(string labels)
        {
            byte[] bytes = [.. labels.Split(' ').Select(byte.Parse)];
            var images = SmallSets.Images(8 * bytes.Length);
            return new ImageSet(images.Rows, images.Columns, images.Pixels, [.. Enumerable.Range(0, images.Count).Select(i => bytes[i % bytes.Length])]);
        }
    }

    private static (int, string) Ended(CliRun run) => (run.Code, run.Error);
}
