namespace FhnHw.Kernels.Groups;

/// <summary>A device that takes runs of a batch.</summary>
/// <param name="Speed">How fast it is, as far as that is known.</param>
/// <param name="CallRuns">Runs of a call whose fixed costs are small.</param>
internal readonly record struct Sharer(SpeedMean Speed, int CallRuns);

/// <summary>
/// Shares one batch among devices. Each has a part by its speed, contiguous, and takes it chunk by chunk. One that is through with its part takes
/// from the end of another's what it can have done as soon as the other, so no device holds up the end by more than a chunk.
/// </summary>
/// <remarks>
/// Guided self-scheduling (Polychronopoulos and Kuck 1987) with work stealing. It has no clock and no threads: times come with the calls, one call
/// at a time. Batches are cut between units: images that vote, or trials of cells with per-cell parameters.
/// </remarks>
internal sealed class RunShares
{
    // A part is taken in about so many chunks, and never more than a fraction of what the device can still do at its speed; before that is known, it
    // takes a fraction of a usual call.
    private const int ChunksOfPart = 8, ChunksOfRest = 2, FirstCalls = 4;

    // A device may have been held up in its first calls, so it gets some runs in so many, however slow it was.
    private const int CallsOfTrial = 3;

    private readonly Part[] _parts; // by device
    private readonly List<RunRange> _returned = []; // of devices that were lost
    private readonly int _runs, _unit;
    private int _left; // units that are not done

    /// <summary>Cuts a batch into parts.</summary>
    /// <param name="runs">Runs of the batch.</param>
    /// <param name="unit">Runs that belong together, 1 or more; the last unit may be shorter.</param>
    /// <param name="sharers">The devices.</param>
    /// <param name="order">In which order they get their parts; devices that are not named get none.</param>
    public RunShares(int runs, int unit, IReadOnlyList<Sharer> sharers, IReadOnlyList<int> order)
    {
        (_runs, _unit, _left) = (runs, unit, (int)(((long)runs + unit - 1) / unit));
        _parts = [.. sharers.Select(sharer => new Part(sharer.Speed, Math.Max(1, sharer.CallRuns / unit), sharer.CallRuns))];
        foreach (var part in _parts.Where((_, device) => !order.Contains(device)))
        {
            part.IsLost = true;
        }

        var shares = Shares(sharers, order);
        var (sum, first, units) = (0.0, 0, _left);
        foreach (var device in order)
        {
            sum += shares[device];
            var end = device == order[^1] ? units : Math.Clamp((int)Math.Round(units * sum, MidpointRounding.AwayFromZero), first, units);
            end = end == first && sharers[device].Speed.Calls < CallsOfTrial && first + order.Count < units ? first + 1 : end;
            (_parts[device].Next, _parts[device].End, _parts[device].Size) = (first, end, end - first);
            first = end;
        }
    }

    /// <summary>True when all runs are done.</summary>
    public bool IsDone => _left == 0;

    /// <summary>The share of a batch that each device gets, 0 to 1. Of one whose speed is not known the mean of the others is expected.</summary>
    public static double[] Shares(IReadOnlyList<Sharer> sharers, IReadOnlyList<int> order)
    {
        var known = order.Select(device => sharers[device].Speed.Value).OfType<double>().DefaultIfEmpty(1).Average();
        var speeds = new double[sharers.Count];
        foreach (var device in order)
        {
            speeds[device] = sharers[device].Speed.Value ?? known;
        }

        return [.. speeds.Select(speed => speed / speeds.Sum())];
    }

    /// <summary>The next runs for a device that has none; null where none are left that it should take now. Later there may be.</summary>
    /// <param name="device">The device.</param>
    /// <param name="now">Seconds.</param>
    public RunRange? Take(int device, double now)
    {
        var part = _parts[device];
        if ((part.Left > 0 ? part.CutFirst(ChunkOf(part)) : TakeReturned(part) ?? Steal(part, now)) is not { } units)
        {
            return null;
        }

        (part.Out, part.Since) = (units, now);
        return RunsOf(units);
    }

    /// <summary>A device has done the runs that it took.</summary>
    /// <returns>The seconds that it took.</returns>
    public double Done(int device, double now)
    {
        var part = _parts[device];
        var (units, seconds) = (part.Out!.Value, now - part.Since);
        part.Speed.Add(RunsOf(units).Count, seconds, part.CallRuns);
        part.Out = null;
        _left -= units.Count;
        return seconds;
    }

    /// <summary>A device is lost: what it took, and what is left of its part, is for the others.</summary>
    public void Lose(int device)
    {
        var part = _parts[device];
        part.IsLost = true;
        _returned.AddRange(new[] { part.Out ?? default, new RunRange(part.Next, part.Left) }.Where(range => range.Count > 0));
        (part.Out, part.End) = (null, part.Next);
    }

    private RunRange RunsOf(RunRange units)
    {
        var first = units.First * _unit;
        return new RunRange(first, (int)Math.Min(_runs - first, (long)units.Count * _unit));
    }

    // No short rest is left: it would cost a call.
    private int ChunkOf(Part part)
    {
        var rest = _parts.Sum(other => (long)other.Left) * ShareNow(part);
        var chunk = LeastOf(part);
        if (part.Speed.Value is not null)
        {
            chunk = Math.Max(chunk, (int)Math.Min((part.Size + ChunksOfPart - 1) / ChunksOfPart, rest / ChunksOfRest));
        }

        return part.Left - chunk < chunk / 2 ? part.Left : chunk;
    }

    private double ShareNow(Part part) => SpeedOf(part) / _parts.Where(other => !other.IsLost).Sum(SpeedOf);

    private static int LeastOf(Part part) => part.Speed.Value is null ? Math.Max(1, part.Least / FirstCalls) : part.Least;

    private RunRange? TakeReturned(Part part)
    {
        if (_returned.Count == 0)
        {
            return null;
        }

        var range = _returned[^1];
        var count = Math.Min(range.Count, Math.Max(LeastOf(part), (int)Math.Ceiling(range.Count * ShareNow(part))));
        _returned.RemoveAt(_returned.Count - 1);
        if (count < range.Count)
        {
            _returned.Add(new RunRange(range.First + count, range.Count - count));
        }

        return new RunRange(range.First, count);
    }

    // From the device that will be through last: as much as both have done at the same time, but no more than the thief's share of all that is left,
    // and at least a call's worth, unless that takes longer.
    private RunRange? Steal(Part thief, double now)
    {
        var speed = SpeedOf(thief);
        if (_parts.Where(part => part.Left > 0).MaxBy(part => part.Left / SpeedNow(part, now)) is not { } victim)
        {
            return null;
        }

        var other = SpeedNow(victim, now);
        var fair = (int)Math.Min(victim.Left * speed / (speed + other), _parts.Sum(part => (long)part.Left) * ShareNow(thief));
        var call = Math.Min(victim.Left, LeastOf(thief));
        var count = fair < call && call / speed <= victim.Left / other ? call : fair;
        return count > 0 ? victim.CutLast(count) : null;
    }

    private double SpeedOf(Part part) => part.Speed.Value ?? _parts.Select(other => other.Speed.Value).OfType<double>().DefaultIfEmpty(1).Average();

    // A device that is late with its chunk is slower than it was.
    private double SpeedNow(Part part, double now)
    {
        var speed = SpeedOf(part);
        return part.Out is { } units && now > part.Since ? Math.Min(speed, (double)units.Count * _unit / (now - part.Since)) : speed;
    }

    private sealed class Part(SpeedMean speed, int least, int callRuns)
    {
        public SpeedMean Speed => speed;

        /// <summary>Units, and runs, of a usual call.</summary>
        public int Least => least;

        public int CallRuns => callRuns;

        /// <summary>Units of the part: how many there were, and which are left.</summary>
        public int Size { get; set; }

        public int Next { get; set; }

        public int End { get; set; }

        public int Left => End - Next;

        /// <summary>The units that were taken and are not done, and since when.</summary>
        public RunRange? Out { get; set; }

        public double Since { get; set; }

        public bool IsLost { get; set; }

        public RunRange CutFirst(int count)
        {
            Next += count;
            return new RunRange(Next - count, count);
        }

        public RunRange CutLast(int count)
        {
            End -= count;
            return new RunRange(End, count);
        }
    }
}
