using FhnHw.Tests;

namespace FhnHw.Host.Tests.Architecture;

/// <summary>Lines of code are short enough to be read beside another file.</summary>
public sealed class LineLengthTests
{
    // .editorconfig asks for 150; ten more are allowed where a fold would be harder to read than the line.
    private const int Longest = 160;

    private static readonly string[] Folders = [".ci", "examples", "firmware", "hdl", "src", "tests", "tools"];
    private static readonly string[] Endings = [".cs", ".v", ".vh", ".c", ".h", ".cpp", ".cl", ".py", ".sh"];

    [Fact]
    public void No_line_of_code_is_longer_than_160_characters()
    {
        var found = Folders.SelectMany(folder => FilesIn(Path.Combine(Checkout.Root, folder))).SelectMany(LongLinesOf).ToArray();
        Assert.True(found.Length == 0, $"{found.Length} lines are longer than {Longest} characters; fold them:\n{string.Join('\n', found)}");
    }

    [Theory]
    [InlineData("fold.v", "module fold;", 1)]
    [InlineData("tool", "#!/usr/bin/env bash", 1)]
    [InlineData("tool", "#!/usr/bin/env node", 0)]
    [InlineData("fhn_constants.vh", "// Constants, written by tools/Generate. Do not edit.", 0)]
    [InlineData("page.md", "# Page", 0)]
    public void A_long_line_is_found_in_code_that_people_write(string name, string head, int count)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, name), $"{head}\n{new string('x', Longest)}\n{new string('x', Longest + 1)}\n");
        Assert.Equal(count, FilesIn(folder.Path).SelectMany(LongLinesOf).Count());
    }

    // Folders of builds are left out.
    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.GetFiles(folder).Where(IsWritten).Concat(Directory.GetDirectories(folder)
            .Where(inner => Path.GetFileName(inner) is not ("obj" or "bin"))
            .SelectMany(FilesIn));

    // Code by its ending, or a shell script by its first line; generated files say so at their head.
    private static bool IsWritten(string file)
    {
        var isCode = Endings.Contains(Path.GetExtension(file));
        if (!isCode && Path.HasExtension(file))
        {
            return false;
        }

        var head = File.ReadLines(file).Take(3).ToArray();
        return (isCode || (head.Length > 0 && head[0].StartsWith("#!", StringComparison.Ordinal) && head[0].EndsWith("sh", StringComparison.Ordinal)))
            && !head.Any(line => line.Contains("Do not edit", StringComparison.Ordinal));
    }

    private static IEnumerable<string> LongLinesOf(string file) =>
        from line in File.ReadLines(file).Index()
        where line.Item.Length > Longest
        select $"{Path.GetRelativePath(Checkout.Root, file)}:{line.Index + 1} has {line.Item.Length}";
}
