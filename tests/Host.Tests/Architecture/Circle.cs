namespace FhnHw.Host.Tests.Architecture;

/// <summary>Looks for circles among namespaces: a names b, b names c, c names a.</summary>
internal static class Circle
{
    /// <summary>How many segments the longest namespace of some uses has.</summary>
    public static int DepthOf(IEnumerable<TypeUse> uses) => uses.Max(use => Math.Max(use.From.Split('.').Length, use.To.Split('.').Length));

    /// <summary>The shortest circle among namespaces cut to so many segments, one use an edge; empty where there is none.</summary>
    public static IReadOnlyList<TypeUse> Shortest(IEnumerable<TypeUse> uses, int segments)
    {
        var edges = uses
            .Select(use => use with { From = Cut(use.From, segments), To = Cut(use.To, segments) })
            .Where(use => use.From != use.To)
            .DistinctBy(use => (use.From, use.To))
            .ToLookup(use => use.From);
        return edges
            .Select(group => ShortestBackTo(group.Key, edges))
            .Where(circle => circle.Count > 0)
            .MinBy(circle => circle.Count) ?? [];
    }

    private static string Cut(string space, int segments) => string.Join('.', space.Split('.').Take(segments));

    // Breadth first, so the first way back is a shortest one.
    private static List<TypeUse> ShortestBackTo(string start, ILookup<string, TypeUse> edges)
    {
        var cameBy = new Dictionary<string, TypeUse>();
        var waiting = new Queue<string>([start]);
        while (waiting.TryDequeue(out var space))
        {
            foreach (var use in edges[space].Where(use => cameBy.TryAdd(use.To, use)))
            {
                waiting.Enqueue(use.To);
            }
        }

        var circle = new List<TypeUse>();
        for (var space = start; cameBy.TryGetValue(space, out var use) && (circle.Count == 0 || space != start); space = use.From)
        {
            circle.Insert(0, use);
        }

        return circle;
    }
}
