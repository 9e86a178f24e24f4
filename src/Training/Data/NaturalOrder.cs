namespace FhnHw.Training.Data;

/// <summary>The order in which people sort names: numbers in them by their value, so that 10 comes after 9; the rest by its characters.</summary>
internal static class NaturalOrder
{
    /// <summary>Compares two names.</summary>
    public static readonly Comparer<string> Comparer = Comparer<string>.Create(Compare);

    private static int Compare(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            var (one, other) = (Piece(a, ref i), Piece(b, ref j));
            var numbers = char.IsAsciiDigit(one[0]) && char.IsAsciiDigit(other[0]);
            var (first, second) = numbers ? (one.TrimStart('0'), other.TrimStart('0')) : (one, other);
            var order = numbers && first.Length != second.Length ? first.Length - second.Length : string.CompareOrdinal(first, second);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length - i != b.Length - j ? (a.Length - i) - (b.Length - j) : string.CompareOrdinal(a, b);
    }

    // A run of digits, or one other character.
    private static string Piece(string text, ref int at)
    {
        var start = at++;
        while (char.IsAsciiDigit(text[start]) && at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text[start..at];
    }
}
