namespace FhnHw.Kernels.Groups;

/// <summary>
/// The order in which devices get the parts of a batch. It changes from call to call, so that of a batch which is sent twice, as a response table is, the
/// runs of one device come from another the second time, and a device that is wrong shows.
/// </summary>
/// <remarks>A device with more than half of all the speed computes some runs twice.</remarks>
internal sealed class PartOrder
{
    private int[] _order = [];
    private (double From, double To)[] _last = []; // of the batch, by device

    /// <summary>The order of the next call: a rotation of the last one, or of its reverse, in which devices meet the least of what they had.</summary>
    /// <param name="devices">The devices.</param>
    /// <param name="shares">The share of each, by device, 0 to 1.</param>
    public IReadOnlyList<int> Next(IReadOnlyList<int> devices, double[] shares)
    {
        _order = _order.Length != devices.Count ? [.. devices] : Rotations(_order).MinBy(order => Overlap(order, shares))!;
        _last = Places(_order, shares);
        return _order;
    }

    // Beginning with what is furthest from the order itself; MinBy takes the first of equals.
    private static IEnumerable<int[]> Rotations(int[] order)
    {
        foreach (var by in Enumerable.Range(1, order.Length))
        {
            int[] rotated = [.. order[(by % order.Length)..], .. order[..(by % order.Length)]];
            yield return rotated;
            yield return [.. rotated.Reverse()];
        }
    }

    private double Overlap(int[] order, double[] shares)
    {
        var places = Places(order, shares);
        return order.Sum(device => Math.Max(0, Math.Min(places[device].To, _last[device].To) - Math.Max(places[device].From, _last[device].From)));
    }

    private static (double From, double To)[] Places(int[] order, double[] shares)
    {
        var places = new (double, double)[shares.Length];
        var sum = 0.0;
        foreach (var device in order)
        {
            places[device] = (sum, sum + shares[device]);
            sum += shares[device];
        }

        return places;
    }
}
