using FhnHw.Host.Commands;
using FhnHw.Host.Tests.Reports;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands.Guide;

/// <summary>The commands of docs/guide: each runs, and its output has the lines that the page shows, but for their numbers.</summary>
public sealed class GuidePageTests : IDisposable
{
    private readonly TemporaryFolder _copy = new();

    public void Dispose() => _copy.Dispose();

    [Theory]
    [InlineData("first", 5)]
    [InlineData("how-few-bits", 3)]
    [InlineData("when-things-go-wrong", 5)]
    public void Every_command_of_a_page_does_what_the_page_shows(string page, int least) => FollowAlone(page, least, new GuideShell());

    [Fact]
    public void The_page_about_figures_has_each_by_the_name_that_stands_under_it_in_its_report_and_no_other()
    {
        using var shell = new GuideShell();
        Follow("what-the-figures-mean", 4, shell);
        shell.Run($"fhnhw train --data builtin --train-images 100 --test-images 20 --epochs 1 --hidden 8 --seeds 2 {CliRun.Short} --out runs/seeds");
        string[] titles = [.. shell.Reports.Concat(FigureNames.Samples).SelectMany(FigureNames.Under).Distinct()];
        string[] names = [.. FigureNames.InGuide()];
        Assert.True(titles.Length > 40, string.Join('\n', titles));
        Assert.All(titles, title => Assert.Contains(names, name => title.StartsWith(name, StringComparison.Ordinal)));
        Assert.All(names, name => Assert.Contains(titles, title => title.StartsWith(name, StringComparison.Ordinal)));
    }

    [ToolFact("iverilog", "vvp")]
    [Trait("Needs", "Linux")]
    public void Every_command_about_a_neuron_in_logic_does_what_the_page_shows() => FollowAlone("neuron-in-logic", 2, new GuideShell());

    [NumPyFact]
    public void Every_command_about_images_does_what_the_page_shows() => FollowAlone("own-images", 4, new GuideShell());

    [ToolFact("make", "cc")]
    [Trait("Needs", "Linux")]
    public void Every_command_about_analog_hardware_does_what_the_page_shows() => FollowAlone("analog-hardware", 5, new GuideShell());

    [NumPyFact]
    [Trait("Needs", "Linux")]
    public void Every_command_about_boards_does_what_the_page_shows() => FollowAlone("own-board", 5, new GuideShell { Root = _copy.Path, Program = Copied() });

    private static void FollowAlone(string page, int least, GuideShell shell)
    {
        using (shell)
        {
            Follow(page, least, shell);
        }
    }

    private static void Follow(string page, int least, GuideShell shell)
    {
        var commands = GuideCommand.Of(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "guide", $"{page}.md")));
        Assert.True(commands.Count >= least);
        foreach (var command in commands)
        {
            var output = shell.Run(command.Line);
            var missing = command.Missing(output).ToArray();
            Assert.True(missing.Length == 0, $"{command.Line}\nlacks\n{string.Join('\n', missing)}\nin\n{output}");
        }
    }

    // A checkout that a page may change: what boards need, and the program, which looks for its sources around itself.
    private string Copied()
    {
        foreach (var folder in new[] { "hdl", "tools/lib", "examples" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories))
            {
                Copy(file, Path.GetRelativePath(Checkout.Root, file));
            }
        }

        Copy(Path.Combine(Checkout.Root, "FhnHw.sln"), "FhnHw.sln");
        Copy(Path.Combine(Checkout.Root, "tools", "hdl"), "tools/hdl");
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(file => !file.Contains("xunit", StringComparison.Ordinal)))
        {
            Copy(file, $"program/{Path.GetFileName(file)}");
        }

        var program = typeof(Cli).Assembly.Location;
        Copy(Path.ChangeExtension(program, ".runtimeconfig.json"), "program/fhnhw.runtimeconfig.json");
        return _copy["program/fhnhw.dll"];
    }

    private void Copy(string file, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_copy[path])!);
        File.Copy(file, _copy[path]);
    }
}
