using FhnHw.Tests;

namespace FhnHw.Host.Tests.Architecture;

/// <summary>Who may know whom, read from the assemblies as they were built.</summary>
public class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["FhnHw.Files"] = [],
        ["FhnHw.Kernels"] = [],
        ["FhnHw.Training"] = ["FhnHw.Files", "FhnHw.Kernels"],
        ["FhnHw.Boards"] = ["FhnHw.Files", "FhnHw.Kernels"],
        ["fhnhw"] = ["FhnHw.Boards", "FhnHw.Files", "FhnHw.Kernels", "FhnHw.Training"],
    };

    public static TheoryData<string> Assemblies => [.. BuiltAssembly.Names];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_knows_those_below_it_and_no_other(string assembly)
    {
        using var module = BuiltAssembly.Open(assembly);
        var known = module.AssemblyReferences.Select(reference => reference.Name).Where(Known.ContainsKey);
        Assert.Equal(Known[assembly], known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_of_sources_is_among_the_assemblies() => Assert.Equal(
        BuiltAssembly.Names.Select(name => name == "fhnhw" ? "Host" : name["FhnHw.".Length..]).Order(),
        Directory.GetDirectories(Path.Combine(Checkout.Root, "src")).Select(Path.GetFileName).Order());

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_namespaces_form_a_circle_at_any_depth(string assembly)
    {
        using var module = BuiltAssembly.Open(assembly);
        var uses = TypeUses.In(module).ToList();
        foreach (var segments in Enumerable.Range(1, uses.Count == 0 ? 0 : Circle.DepthOf(uses)))
        {
            var circle = Circle.Shortest(uses, segments);
            Assert.True(circle.Count == 0, string.Join('\n', circle.Select(use => $"{use.From} -> {use.To}: {use.Member}")));
        }
    }
}
