using FhnHw.Host.Tests.Architecture;

namespace FhnHw.Generate.Architecture;

/// <summary>The folders of one assembly and who uses whom, as the compiler left it.</summary>
/// <param name="Assembly">The assembly's folder below src, such as <c>Kernels</c>.</param>
/// <param name="Names">Its folders, in the order of the alphabet; empty where it has none.</param>
/// <param name="Uses">From the using to the used folder, without those that follow from others.</param>
internal sealed record Folders(string Assembly, IReadOnlyList<string> Names, IReadOnlyList<(string From, string To)> Uses)
{
    /// <summary>Reads a built assembly.</summary>
    public static Folders Of(string assembly)
    {
        using var module = BuiltAssembly.Open(assembly);
        var name = assembly == "fhnhw" ? "Host" : assembly["FhnHw.".Length..];
        var own = $"FhnHw.{name}.";
        var names = module.Types.Select(type => type.Namespace).Where(IsOwn).Select(FolderOf).Distinct().Order(StringComparer.Ordinal).ToList();
        var uses = TypeUses.In(module)
            .Where(use => IsOwn(use.From) && IsOwn(use.To))
            .Select(use => (From: FolderOf(use.From), To: FolderOf(use.To)))
            .Where(use => use.From != use.To)
            .Distinct()
            .OrderBy(use => use.From, StringComparer.Ordinal)
            .ThenBy(use => use.To, StringComparer.Ordinal)
            .ToList();
        return new Folders(name, names, Reduced(uses));

        bool IsOwn(string space) => space.StartsWith(own, StringComparison.Ordinal);
        string FolderOf(string space) => space[own.Length..].Split('.')[0];
    }

    // A use follows from others where a longer way leads to the same folder.
    private static List<(string From, string To)> Reduced(List<(string From, string To)> uses)
    {
        var next = uses.ToLookup(use => use.From, use => use.To);
        return [.. uses.Where(use => !next[use.From].Any(middle => middle != use.To && Leads(middle, use.To)))];

        bool Leads(string from, string to) => next[from].Any(step => step == to || Leads(step, to));
    }
}
