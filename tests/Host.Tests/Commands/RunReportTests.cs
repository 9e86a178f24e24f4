using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public partial class RunReportTests
{
    private const string Small = $"--data builtin --device cpu --train-images 100 --test-images 20 --epochs 2 --hidden 8";

    [Fact]
    public void Training_and_evaluation_leave_a_report_of_their_numbers()
    {
        using var folder = new TemporaryFolder();
        var (run, tried) = (Path.Combine(folder.Path, "run"), Path.Combine(folder.Path, "tried"));
        var json = CliRun.Of($"train {Small} {CliRun.Short} --out {run} --json -").Json;
        var page = File.ReadAllText(Path.Combine(run, "report.html"));
        var vote = json.GetProperty("test").GetProperty("vote").GetDouble().ToString("F2", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"<td>{vote}</td>", page);
        Assert.Contains(json.GetProperty("provenance").GetProperty("constantsHash").GetString()!, page);
        Assert.Contains("Training loss per epoch", page);
        Assert.True(File.Exists(Path.Combine(run, "figures", "accuracy.svg")));
        Assert.True(File.Exists(Path.Combine(run, "figures", "accuracy.png")));

        Assert.Equal(0, CliRun.Of($"eval {run} --out {tried}").Code);
        Assert.Contains($"<td>{vote}</td>", File.ReadAllText(Path.Combine(tried, "report.html")));
        Assert.DoesNotContain("Training loss per epoch", File.ReadAllText(Path.Combine(tried, "report.html")));
        Assert.Equal(Pictures(run).Except(["loss", "accuracy"]), Pictures(tried));
        Assert.Equal(File.ReadAllBytes(Path.Combine(run, "weights.npz")), File.ReadAllBytes(Path.Combine(tried, "weights.npz")));
        CliRun.Of($"eval {run} --out {run}").ShouldBeRefused(2, "holds the run itself");
        File.Copy(Path.Combine(run, "config.json"), Path.Combine(tried, "config.json"));
        CliRun.Of($"eval {run} --out {tried}").ShouldBeRefused(2, "holds a run, whose weights and result are kept");
        CliRun.Of($"eval {run}/weights.npz").ShouldBeRefused(2, $"weights.npz is a file of a run; give the run's folder, {run}.");
        CliRun.Of($"eval {folder.Path}/elsewhere.npz").ShouldBeRefused(2, "There is no folder");
    }

    [Fact]
    public void Substitution_leaves_a_report_beside_the_papers_numbers()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CliRun.Of($"substitute {Small} --gamma -1,0.25 {CliRun.Short} --out {folder.Path}").Code);
        var page = File.ReadAllText(Path.Combine(folder.Path, "report.html"));
        Assert.Contains("gamma 0.25", page);
        Assert.Contains(">82.9</td>", page);
    }

    [Fact]
    public void The_report_shows_what_the_cells_do_with_each_figure_s_numbers_beside_it()
    {
        using var folder = new TemporaryFolder();
        var test = CliRun.Of($"train {Small} {CliRun.Short} --mismatch 0.2 --out {folder.Path} --json -").Json.GetProperty("test");
        var vote = test.GetProperty("vote").GetDouble();
        var page = File.ReadAllText(Path.Combine(folder.Path, "report.html"));
        var names = Pictures(folder.Path);
        Assert.Superset(
            new HashSet<string>(
            ["digits", "confusion", "wrong", "weights", "output-weights", "cell-responses", "raster", "loss", "accuracy", "times"]),
            names.ToHashSet());
        Assert.All(["traces-", "outputs-", "vote-", "why-"], kind => Assert.Contains(names, name => name.StartsWith(kind, StringComparison.Ordinal)));
        Assert.All(names, name => Assert.True(File.Exists(Csv(folder.Path, name)), name));

        string[][] confusion = Rows(folder.Path, "confusion");
        var right = confusion.Where(row => row[0] == row[1]).Sum(row => int.Parse(row[2], CultureInfo.InvariantCulture));
        Assert.Equal(vote, 100.0 * right / confusion.Sum(row => int.Parse(row[2], CultureInfo.InvariantCulture)), 1e-9);
        Assert.Equal(20 - right, Rows(folder.Path, "wrong").Length);

        var weights = Npz.Read(Path.Combine(folder.Path, "weights.npz")).Get<float>("W1", -1, 8);
        Assert.Contains(">7</text>", File.ReadAllText(Path.Combine(folder.Path, "figures", "weights.svg"))); // the number of the last cell
        Assert.Equal(weights[8 * 300], float.Parse(Rows(folder.Path, "weights")[0][1 + 300], CultureInfo.InvariantCulture));
        var responses = Rows(folder.Path, "cell-responses");
        Assert.Equal(9, responses.Select(row => row[0]).Distinct().Count()); // eight cells and the ideal one
        Assert.Contains("ideal cell", responses.Select(row => row[0]));
    }

    [Fact]
    public void Why_an_image_is_wrong_is_the_difference_of_its_mean_outputs_cell_by_cell()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CliRun.Of($"train {Small} {CliRun.Short} --out {folder.Path}").Code);
        var (neurons, predictions) = (Npz.Read(Path.Combine(folder.Path, "neurons.npz")), Npz.Read(Path.Combine(folder.Path, "predictions.npz")));
        var (shown, labels, votes) = (neurons.Get<int>("image", -1), predictions.Get<int>("label", 20), predictions.Get<int>("vote_class", 20));
        var times = neurons.Get<double>("t", -1).Length;
        var outputs = neurons.Get<float>("output", shown.Length, 10, times);
        var wrong = shown.Index().Where(image => labels[image.Item] != votes[image.Item]).ToArray();
        Assert.NotEmpty(wrong);
        foreach (var (n, image) in wrong)
        {
            double Mean(int label) => outputs.AsSpan(((n * 10) + label) * times, times).ToArray().Average(value => (double)value);
            var rows = Rows(folder.Path, $"why-{image}");
            Assert.Equal(Enumerable.Range(0, 8), rows.Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)).Order());
            Assert.Equal(
                Mean(votes[image]) - Mean(labels[image]), rows.Sum(row => double.Parse(row[3], CultureInfo.InvariantCulture)), 1e-3); // no bias
        }

        // Asked for again, by number, the same comes out; and of an image that is right, over the second by vote.
        var (first, known) = (wrong[0].Item, Rows(folder.Path, $"why-{wrong[0].Item}"));
        Assert.Contains($"class {labels[first]} taken for class {votes[first]}", CliRun.Of($"report {folder.Path} --image {first}").Output);
        var again = Rows(folder.Path, $"why-{first}").ToDictionary(row => row[0]);
        Assert.All(known, row => Assert.Equal(
            double.Parse(row[3], CultureInfo.InvariantCulture), double.Parse(again[row[0]][3], CultureInfo.InvariantCulture), 1e-4));
        Assert.Equal(labels[shown[0]], votes[shown[0]]);
        Assert.Contains("(second by vote), and most against it", CliRun.Of($"report {folder.Path} --image {shown[0]}").Output);
        Assert.Contains($"image-{shown[0]}", Pictures(folder.Path));
        Assert.Contains($"why-{shown[0]}", Pictures(folder.Path));

        // Of an image that an earlier report showed nothing stays.
        File.WriteAllText(Csv(folder.Path, "why-123"), "older");
        File.WriteAllText(Csv(folder.Path, "mine"), "the user's own");
        Assert.Contains("epochs were trained before, so none is now", CliRun.Of($"train --resume {folder.Path}").Output);
        Assert.False(File.Exists(Csv(folder.Path, "why-123")));
        Assert.True(File.Exists(Csv(folder.Path, "mine")));
        CliRun.Of($"report {folder.Path} --image 20").ShouldBeRefused(2, "The number of a test image is 20; give one from 0 to 19 with --image.");
        CliRun.Of($"report {folder.Path} --device cpu").ShouldBeRefused(2, "give it with --image N");
    }

    [Fact]
    public void Predictions_and_neurons_are_kept_as_the_accuracy_says()
    {
        using var folder = new TemporaryFolder();
        var (run, tried) = (Path.Combine(folder.Path, "run"), Path.Combine(folder.Path, "tried"));
        var test = CliRun.Of($"train {Small} {CliRun.Short} --out {run} --json -").Json.GetProperty("test");
        Assert.Equal(0, CliRun.Of($"eval {run} --out {tried}").Code);
        foreach (var place in new[] { run, tried })
        {
            var file = Npz.Read(Path.Combine(place, "predictions.npz"));
            var labels = file.Get<int>("label", 20);
            Assert.Equal(test.GetProperty("vote").GetDouble(), Share(labels, file.Get<int>("vote_class", 20)), 1e-9);
            Assert.Equal(test.GetProperty("mean").GetDouble(), Share(labels, file.Get<int>("mean_class", 20)), 1e-9);
            var (scores, votes) = (file.Get<float>("mean_scores", 20, 10), file.Get<int>("votes", 20, 10));
            for (var image = 0; image < 20; image++)
            {
                Assert.Equal(file.Get<int>("mean_class", 20)[image], IndexOfMost(scores[(10 * image)..][..10]));
                Assert.Equal(file.Get<int>("vote_class", 20)[image], IndexOfMost(votes[(10 * image)..][..10]));
            }
        }

        Assert.False(Npz.Read(Path.Combine(run, "predictions.npz")).Has("activations"));
        Assert.Equal(20 * 8, Npz.Read(Path.Combine(tried, "predictions.npz")).Get<float>("activations", 20, 8).Length);

        var neurons = Npz.Read(Path.Combine(run, "neurons.npz"));
        var (time, shown) = (neurons.Get<double>("t", -1), neurons.Get<int>("image", -1));
        var (outputs, counts) = (neurons.Get<float>("output", shown.Length, 10, time.Length), new int[10]);
        for (var sample = 0; sample < time.Length; sample++)
        {
            counts[IndexOfMost([.. Enumerable.Range(0, 10).Select(label => outputs[(label * time.Length) + sample])])]++;
        }

        var kept = Npz.Read(Path.Combine(run, "predictions.npz")).Get<int>("votes", 20, 10)[(10 * shown[0])..][..10];
        Assert.Equal(kept, counts); // sums in floating point lead at the samples at which those of the readout in integers lead
    }

    [Fact]
    public void A_report_is_made_of_an_older_folder_too_and_a_damaged_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CliRun.Of($"train {Small} {CliRun.Short} --out {folder.Path}").Code);
        File.WriteAllText(Path.Combine(folder.Path, "neurons.npz"), "no arrays");
        CliRun.Of($"report {folder.Path}").ShouldBeRefused(2, "neurons.npz");
        File.Delete(Path.Combine(folder.Path, "neurons.npz"));
        File.Delete(Path.Combine(folder.Path, "predictions.npz"));
        Assert.Equal(0, CliRun.Of($"report {folder.Path}").Code);
        var page = File.ReadAllText(Path.Combine(folder.Path, "report.html"));
        Assert.DoesNotContain("id=\"confusion\"", page);
        Assert.Contains("id=\"weights\"", page);
    }

    [Theory]
    [InlineData("--noise-x 0.01 --noise-y 0.01")]
    [InlineData("--validate 10 --readout-nonlinearity sigmoid --surrogate sigmoid")]
    [InlineData("--pool 2 --ghosts 1")]
    [InlineData("--validate 20")]
    public void Networks_of_every_kind_have_a_report(string options)
    {
        using var folder = new TemporaryFolder();
        var small = Small.Replace("--hidden 8", "--hidden 8,6", StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of($"train {small} {CliRun.Short} {options} --out {folder.Path}").Code);
        Assert.Contains("id=\"confusion\"", File.ReadAllText(Path.Combine(folder.Path, "report.html")));
    }

    [Theory]
    [InlineData("--bits 3", true)]
    [InlineData("--bits 3 --extra-bits 3", false)]
    [InlineData("--device float --bits 3", false)]
    public void Cells_that_hardly_spike_are_told_of_and_the_report_does_not_say_that_they_do(string cell, bool hardly)
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of($"train {Small.Replace("--device cpu ", "", StringComparison.Ordinal)} {CliRun.Short} {cell} --out {folder.Path}");
        var page = File.ReadAllText(Path.Combine(folder.Path, "report.html"));
        Assert.Equal(hardly, run.Output.Contains(
            "cells   these cells do not spike; a network may learn from where they rest all the same; "
                + "to have spikes, more extra bits: --extra-bits 3", StringComparison.Ordinal));
        Assert.Equal(hardly, page.Contains("These cells hardly spike: at 0.0 % of the current codes", StringComparison.Ordinal));
        Assert.Equal(!hardly, page.Contains("nearly a straight line", StringComparison.Ordinal));
    }

    private static string Csv(string folder, string name) => Path.Combine(folder, "figures", $"{name}.csv");

    private static string[][] Rows(string folder, string name) => [.. File.ReadAllLines(Csv(folder, name)).Skip(1).Select(row => row.Split(','))];

    private static double Share(int[] labels, int[] classes) => 100.0 * labels.Zip(classes).Count(pair => pair.First == pair.Second) / labels.Length;

    private static int IndexOfMost<T>(T[] values) where T : IComparable<T> => Array.IndexOf(values, values.Max());

    private static string[] Pictures(string folder) =>
        [.. FigureNames().Matches(File.ReadAllText(Path.Combine(folder, "report.html"))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<figure id=\"([^\"]*)\"")]
    private static partial Regex FigureNames();
}
