using System.Text.RegularExpressions;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Folders a class, without parts: shares to train and to test on, and the classes' names wherever a class is told.</summary>
public sealed partial class NamedClassesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public NamedClassesTests() => SidePictures.Draw(_folder["sides"], 30, "bottom", "left", "right", "top");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_fifth_picture_of_a_class_is_to_test_on()
    {
        var said = CliRun.Of($"data --data {_folder["sides"]}").Output;
        Assert.Contains("set          sides (every fifth image of a class to test on)", said);
        Assert.Contains("images       96 to train on, 24 to test on, 4x4, 4 classes (bottom, left, right, top)", said);
        Assert.Matches("bottom +left +right", said.Split('\n')[^2]); // a picture of each class in turn
    }

    [Fact]
    public void A_report_calls_the_classes_by_their_names()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu --epochs 1 --hidden 2 {CliRun.Short} --data {_folder["sides"]} --out {_folder["run"]}").Code);
        var page = File.ReadAllText(_folder["run/report.html"]);
        Assert.Matches("Outputs over time: test image [0-9]+, (bottom|left|right|top)( taken for (bottom|left|right|top))?<", page);
        Assert.DoesNotMatch("test image [0-9]+, a [0-9]", page);
        Assert.Contains("gets wrong, some of each class in turn", page);
        Assert.Contains("left taken for", File.ReadAllText(_folder["run/figures/confusion.svg"]));
        string[][] wrong = [.. File.ReadAllLines(_folder["run/figures/wrong.csv"]).Skip(1).Select(line => line.Split(','))];
        Assert.True(wrong.Length > 4, "an epoch of two cells knows some pictures wrong");
        Assert.All(wrong, row => Assert.Matches(Name(), row[1] + row[2]));
        Assert.NotEqual(wrong[0][1], wrong[1][1]);
        Assert.Matches(">(bottom|left|right|top) \\((true|by vote|true, by vote)\\)<", File.ReadAllText(_folder["run/report.html"]));
    }

    [GeneratedRegex("^(bottom|left|right|top){2}$")]
    private static partial Regex Name();
}
