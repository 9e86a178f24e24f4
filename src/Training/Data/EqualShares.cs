namespace FhnHw.Training.Data;

/// <summary>Divides a number of images among classes, as equally as their numbers allow.</summary>
internal static class EqualShares
{
    /// <summary>The share of each class. Shares differ by one at most, except of classes that have no more; earlier classes get the odd ones.</summary>
    /// <param name="available">Images of each class; a class with none gets none.</param>
    /// <param name="count">How many in all: at most all that are available.</param>
    public static int[] Of(IReadOnlyList<int> available, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, available.Sum(number => (long)number));
        var shares = new int[available.Count];
        for (var left = count; left > 0;)
        {
            int[] open = [.. Enumerable.Range(0, shares.Length).Where(label => shares[label] < available[label])];
            var each = Math.Max(1, left / open.Length);
            foreach (var label in open.Take(left))
            {
                var more = Math.Min(each, available[label] - shares[label]);
                shares[label] += more;
                left -= more;
            }
        }

        return shares;
    }
}
