namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// The pairs of Yh and X that runs may meet, for narrow words, found in a moment: a little more than <see cref="NarrowTable"/> finds by following
/// every run to its end, never less.
/// </summary>
/// <remarks>
/// Only the sign of what Y gains in a step is followed, (X &lt;&lt; e) + S, and Yh may cross to its next value in that direction at any time. But two
/// crossings in one direction are many steps apart, since Y gains little in a step, and X settles in between.
/// </remarks>
internal sealed class NarrowReach
{
    private readonly HashSet<(int Yh, int X)> _met = [];

    /// <summary>Finds the pairs for every input word that a drive may give.</summary>
    /// <param name="constants">Format and gains.</param>
    public NarrowReach(CellConstants constants)
    {
        var (format, e) = (constants.Format, constants.Format.CurrentExtraBits);
        // Input words between two multiples of 2^e give gains of the same signs for every X: one of them stands for all, and each multiple for itself.
        var most = constants.LargestInputWord;
        for (var inputWord = -most; inputWord <= most; inputWord++)
        {
            var within = inputWord & ((1 << e) - 1);
            if (within <= 1 || inputWord == -most)
            {
                Follow(inputWord, constants);
            }
        }

        YhBits = 1 + _met.Max(pair => 32 - int.LeadingZeroCount(pair.Yh < 0 ? ~pair.Yh : pair.Yh));
    }

    /// <summary>Bits of Yh, sign included.</summary>
    public int YhBits { get; }

    /// <summary>Whether X may saturate.</summary>
    public bool Saturates { get; private set; }

    /// <summary>The pairs.</summary>
    public IReadOnlyCollection<(int Yh, int X)> Met => _met;

    /// <summary>The fewest steps from one crossing of Yh to the next in the same direction, less one.</summary>
    public static int StepsBetween(CellConstants constants)
    {
        var largest = (constants.Format.XMax << constants.Format.CurrentExtraBits) + constants.LargestInputWord;
        return Math.Max(0, ((1 << constants.Format.LowBits) - largest) / largest);
    }

    private void Follow(int inputWord, CellConstants constants)
    {
        var rest = StepsBetween(constants);
        var start = new Place(constants.X0, constants.Yh0, 0, rest);
        var (seen, open) = (new HashSet<Place> { start }, new Stack<Place>([start]));
        while (open.TryPop(out var place))
        {
            _met.Add((place.Yh, place.X));
            var next = FixedStep.Advance(new CellState(place.X, place.Yh, 0), 0, constants, out var clamped).X;
            Saturates |= clamped;
            var direction = Math.Sign((place.X << constants.Format.CurrentExtraBits) + inputWord);
            Visit(new Place(next, place.Yh, place.Direction, Math.Min(rest, place.Age + 1)));
            if (direction != 0 && (place.Direction != direction || place.Age >= rest))
            {
                Visit(new Place(next, place.Yh + direction, direction, 0));
            }
        }

        void Visit(Place place)
        {
            if (seen.Add(place))
            {
                open.Push(place);
            }
        }
    }

    // Where a cell is: X, Yh, the direction of Yh's last crossing and the steps since.
    private readonly record struct Place(int X, int Yh, int Direction, int Age);
}
