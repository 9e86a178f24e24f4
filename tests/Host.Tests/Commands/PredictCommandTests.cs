using FhnHw.Files;
using FhnHw.Tests;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Tests.Commands;

/// <summary>What a network says of pictures that have no labels, and how it finds the classes of other images by their names.</summary>
public sealed class PredictCommandTests : IDisposable
{
    private static readonly string[] Classes = ["bottom", "left", "right", "top"];

    private readonly TemporaryFolder _folder = new();

    public PredictCommandTests()
    {
        Draw("pictures", Classes);
        const string Train = $"train --device cpu --epochs 40 --hidden 8 --validate 8 {CliRun.Short}";
        Assert.Equal(0, CliRun.Of($"{Train} --data {_folder["pictures"]} --out {_folder["run"]}").Code);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_without_labels_get_the_classes_that_eval_gives_them()
    {
        Assert.Equal(0, CliRun.Of($"eval {_folder["run"]} --out {_folder["eval"]}").Code);
        var (_, votes) = PredictionsFile.Read(_folder["eval"])!.Value;
        var run = CliRun.Of($"predict {_folder["run"]} {_folder["pictures/test"]} --out {_folder["all.csv"]}");
        Assert.Equal((0, ""), (run.Code, run.Complaints));
        string[] lines = [.. File.ReadAllLines(_folder["all.csv"]).Skip(1)];
        Assert.Equal(votes, lines.Select(line => int.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(lines, line => Assert.Equal(line.Split(',')[2], Classes[int.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)]));
        Assert.StartsWith("bottom/0.png,", lines[0], StringComparison.Ordinal);
        Assert.Equal(10, run.Output.Split('\n').Count(line => line.Contains(".png", StringComparison.Ordinal)));
        Assert.Contains($"and {lines.Length - 10} images more, in {_folder["all.csv"]}\n", run.Output);
        Assert.Equal(0, CliRun.Of($"predict {_folder["run"]} {_folder["pictures/test"]} --out {_folder["all.npz"]}").Code);
        Assert.Equal(votes, Npz.Read(_folder["all.npz"]).Get<int>("vote_class", -1));
    }

    [Fact]
    public void One_picture_and_an_array_of_NumPy_will_do()
    {
        Assert.Contains("3.png", CliRun.Of($"predict {_folder["run"]} {_folder["pictures/test/top/3.png"]}").Output);
        Npz.Write(_folder["two.npz"], [new("anything", NpyArray.Of(new byte[2 * 16], 2, 4, 4))]);
        var run = CliRun.Of($"predict {_folder["run"]} {_folder["two.npz"]} --json -");
        Assert.Equal(2, System.Text.Json.JsonDocument.Parse(run.Output).RootElement.GetProperty("images").GetArrayLength());
        Npz.Write(_folder["set.npz"], [new("x_test", NpyArray.Of(new byte[16], 1, 4, 4)), new("y_test", NpyArray.Of(new byte[1]))]);
        Assert.Contains(
            $"images  'x_test' of {_folder["set.npz"]}; other arrays are not read", CliRun.Of($"predict {_folder["run"]} {_folder["set.npz"]}").Output);
    }

    [Fact]
    public void What_is_no_image_of_the_networks_size_is_refused_in_one_sentence()
    {
        Npz.Write(_folder["large.npz"], [new("x", NpyArray.Of(new byte[25], 1, 5, 5))]);
        Npz.Write(_folder["many.npz"], [new("a", NpyArray.Of(new byte[16], 1, 4, 4)), new("b", NpyArray.Of(new byte[16], 1, 4, 4))]);
        Directory.CreateDirectory(_folder["empty"]);
        CliRun.Of($"predict {_folder["run"]} {_folder["large.npz"]}").ShouldBeRefused(2, "5x5 pixels (rows x columns) and the network was trained on 16 (4x4)");
        File.WriteAllBytes(_folder["one.npy"], [0x93]);
        CliRun.Of($"predict {_folder["run"]} {_folder["one.npy"]}").ShouldBeRefused(2, "numpy.savez(\"one.npz\", x=images)");
        CliRun.Of($"predict {_folder["run"]} {_folder["many.npz"]}").ShouldBeRefused(2, "has the arrays a, b");
        CliRun.Of($"predict {_folder["run"]} {_folder["empty"]}").ShouldBeRefused(2, "has no pictures");
        CliRun.Of($"predict {_folder["run"]} {_folder["nothing"]}").ShouldBeRefused(2, "There is no file or folder");
        CliRun.Of($"predict {_folder["run"]} {_folder["pictures"]} --out {_folder["a.txt"]}").ShouldBeRefused(2, "no .csv or .npz file");
    }

    [Fact]
    public void Other_images_are_evaluated_by_the_names_of_their_classes()
    {
        Draw("some", "right", "top");
        Draw("unknown", "left", "middle");
        var (all, some) = (Accuracies(""), Accuracies($"--data {_folder["some"]}"));
        Assert.Equal((all["right"], all["top"]), (some["right"], some["top"]));
        Assert.DoesNotContain("validation", CliRun.Of($"eval {_folder["run"]} --data {_folder["some"]}").Output);
        CliRun.Of($"eval {_folder["run"]} --data {_folder["unknown"]}").ShouldBeRefused(2, "knows the classes bottom, left, right, top", "middle");
    }

    private Dictionary<string, string> Accuracies(string options)
    {
        var run = CliRun.Of($"eval {_folder["run"]} {options}".TrimEnd());
        Assert.Equal((0, ""), (run.Code, run.Complaints));
        string[] Words(string start) => run.Output.Split('\n').First(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var names = Words("accuracy, vote %")[6..];
        return names.Zip(Words("test ")[3..]).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private void Draw(string folder, params string[] classes)
    {
        SidePictures.Draw(_folder[$"{folder}/train"], 24, classes);
        SidePictures.Draw(_folder[$"{folder}/test"], 8, classes);
    }
}
