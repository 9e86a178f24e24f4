using FhnHw.Host.Commands;
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
    [InlineData("what-the-figures-mean", 3)]
    [InlineData("when-things-go-wrong", 5)]
    public void Every_command_of_a_page_does_what_the_page_shows(string page, int least) => Follow(page, least, new GuideShell());

    [NumPyFact]
    public void Every_command_about_images_does_what_the_page_shows() => Follow("own-images", 4, new GuideShell());

    [ToolFact("make", "cc")]
    [Trait("Needs", "Linux")]
    public void Every_command_about_analog_hardware_does_what_the_page_shows() => Follow("analog-hardware", 5, new GuideShell());

    [NumPyFact]
    [Trait("Needs", "Linux")]
    public void Every_command_about_boards_does_what_the_page_shows() => Follow("own-board", 5, new GuideShell { Root = _copy.Path, Program = Copied() });

    private static void Follow(string page, int least, GuideShell shell)
    {
        using (shell)
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
