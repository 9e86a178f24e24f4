using Mono.Cecil;

namespace FhnHw.Host.Tests.Architecture;

/// <summary>One of our assemblies, read as the compiler left it beside the tests.</summary>
internal static class BuiltAssembly
{
    /// <summary>Every assembly of the program, lowest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["FhnHw.Files", "FhnHw.Kernels", "FhnHw.Training", "FhnHw.Boards", "fhnhw"];

    /// <summary>Whether a namespace is ours; what the compiler adds has others.</summary>
    public static bool IsOurs(string space) => space == "FhnHw" || space.StartsWith("FhnHw.", StringComparison.Ordinal);

    /// <summary>Opens one by its name.</summary>
    public static ModuleDefinition Open(string name) => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));

    /// <summary>The namespace of a type; a nested type is in its outermost type's.</summary>
    public static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace;
    }
}
