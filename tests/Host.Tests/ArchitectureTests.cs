using System.Text.RegularExpressions;
using FhnHw.Host.Commands;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Tests;

/// <summary>The layers, lowest first, as one table: a folder of sources may name itself and what stands behind it, nothing else.</summary>
public partial class ArchitectureTests
{
    private static readonly string[] Kernels = ["Kernels.Numbers", "Kernels.Arrays", "Kernels.Managed", "Kernels.Float", "Kernels.OpenCl"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Kernels.Numbers"] = [],
        ["Kernels.Arrays"] = ["Kernels.Numbers"],
        ["Kernels.Managed"] = ["Kernels.Numbers", "Kernels.Arrays"],
        ["Kernels.Float"] = ["Kernels.Numbers", "Kernels.Arrays", "Kernels.Managed"],
        ["Kernels.OpenCl"] = ["Kernels.Numbers", "Kernels.Arrays", "Kernels.Managed"],
        ["Host.Boards"] = ["Kernels.Numbers", "Kernels.Arrays", "Host.Formats", "Host.Link"],
        ["Host.Formats"] = ["Kernels.Numbers", "Kernels.Arrays"],
        ["Host.Data"] = ["Kernels.Numbers", "Host.Formats", "Host.Network"],
        ["Host.Network"] = ["Kernels.Numbers", "Kernels.Arrays", "Host.Formats", "Host.Data"],
        ["Host.Link"] = ["Kernels.Numbers", "Kernels.Arrays", "Kernels.Managed", "Host.Formats"],
        ["Host.Devices"] = [.. Kernels, "Host.Formats", "Host.Link", "Host.Boards"],
        ["Host.Training"] = [.. Kernels, "Host.Formats", "Host.Data", "Host.Network"],
        ["Host.Experiments"] = [.. Kernels, "Host.Formats", "Host.Link", "Host.Boards", "Host.Data", "Host.Network", "Host.Training", "Host.Devices"],
        ["Host.Reports"] = ["Kernels.Numbers", "Kernels.Arrays", "Host.Formats", "Host.Boards", "Host.Data", "Host.Network", "Host.Training", "Host.Experiments"],
        ["Host.Commands"] = [.. Kernels, "Host.Formats", "Host.Link", "Host.Boards", "Host.Data", "Host.Network", "Host.Training", "Host.Devices", "Host.Experiments", "Host.Reports"],
    };

    public static TheoryData<string> Layers => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_names_only_layers_below_it(string layer)
    {
        var upward =
            from file in SourcesOf(layer)
            from named in NamedIn(File.ReadAllText(file), layer)
            where named != layer && !Allowed[layer].Contains(named)
            select $"{Path.GetFileName(file)} names {named}";
        Assert.Empty(upward.Distinct());
    }

    [Fact]
    public void Every_folder_of_sources_is_in_the_table()
    {
        var folders =
            from project in new[] { "Kernels", "Host" }
            from folder in Directory.GetDirectories(Path.Combine(Root, "src", project))
            let name = Path.GetFileName(folder)
            where name is not ("bin" or "obj") && Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any()
            select $"{project}.{name}";
        Assert.Equal(Allowed.Keys.Order(), folders.Order());
    }

    [Theory]
    [InlineData("using FhnHw.Host.Training;", "Host.Training")]
    [InlineData("FhnHw.Kernels.OpenCl.OpenClDevices.Best()", "Kernels.OpenCl")]
    [InlineData("Processor.Name", "Kernels.Managed")]
    [InlineData("Commands.Cli.Run(args)", "Host.Commands")]
    [InlineData("// using FhnHw.Host.Training;", null)]
    [InlineData("/// <exception cref=\"InvalidSettingException\">", null)]
    [InlineData("\"FhnHw.Host.Training\"", null)]
    [InlineData("result.Data.Count", null)]
    public void A_name_is_seen_in_each_of_its_forms_but_not_in_comments_or_texts(string code, string? layer) =>
        Assert.Equal(layer is null ? [] : [layer], NamedIn(code, "Host.Data"));

    // src/Host/Data is layer Host.Data. Within a project, its own layers can also be named without the project.
    private static IEnumerable<string> NamedIn(string source, string layer)
    {
        var project = layer.Split('.')[0];
        var code = CommentsAndTexts().Replace(source, "\"\"");
        return
            from match in Names().Matches(code)
            let name = match.Groups["project"].Success ? $"{match.Groups["project"].Value}.{match.Groups["folder"].Value}" : $"{project}.{match.Groups["folder"].Value}"
            where Allowed.ContainsKey(name)
            select name;
    }

    private static IEnumerable<string> SourcesOf(string layer) => Directory.EnumerateFiles(
        Path.Combine(Root, "src", layer.Replace('.', Path.DirectorySeparatorChar)), "*.cs", SearchOption.AllDirectories);

    internal static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FhnHw.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds FhnHw.sln.");
        }

        return folder;
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""(?:\\.|[^""\\\n])*""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndTexts();

    [GeneratedRegex(@"(?<![\w.])(?:FhnHw\.)?(?:(?<project>Kernels|Host)\.)?(?<folder>[A-Z]\w*)(?=[.;])")]
    private static partial Regex Names();
}
