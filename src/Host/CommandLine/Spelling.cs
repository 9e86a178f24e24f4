namespace FhnHw.Host.CommandLine;

/// <summary>Finds the name that somebody meant to type.</summary>
internal static class Spelling
{
    /// <summary>The name nearest to a word, or null where none is near. Leading dashes are ignored.</summary>
    public static string? Nearest(string word, IEnumerable<string> names)
    {
        var bare = word.TrimStart('-');
        var allowed = bare.Length switch { <= 1 => 0, <= 3 => 1, var length => 2 + (length / 8) };
        return names
            .Select(name => (name, distance: Distance(bare, name.TrimStart('-'))))
            .Where(candidate => candidate.distance <= allowed)
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    /// <summary>
    /// Letters to add, drop, change or swap with their neighbour to make one word of the other (optimal string alignment);
    /// 1 where one is the beginning of the other and has at least three letters.
    /// </summary>
    public static int Distance(string a, string b)
    {
        if (Math.Min(a.Length, b.Length) >= 3 && a != b
            && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)))
        {
            return 1;
        }

        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = Cell(table, a, b, i, j);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int Cell(int[,] table, string a, string b, int i, int j)
    {
        if (i == 0 || j == 0)
        {
            return i + j;
        }

        var change = a[i - 1] == b[j - 1] ? 0 : 1;
        var least = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + change);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }
}
