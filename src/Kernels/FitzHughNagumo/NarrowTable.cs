using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// Xn as a table over Yh and X, for narrow words, whose runs can all be followed to their end. From the initial state each input word S
/// gives one run, and the run is periodic from some step on. A cell never looks up a pair that no run meets.
/// </summary>
/// <remarks>
/// Runs meet fewer values of Yh than <see cref="CellConstants.YBound"/> allows, so a cell of hardware keeps fewer bits of it, and about half of
/// the pairs. A pair that no run meets gets the Xn of the nearest pair that is met, which makes the circuit small.
/// </remarks>
public sealed class NarrowTable
{
    private const int WidestWord = 5, MostLowBits = 14;

    private readonly SortedDictionary<(int Yh, int X), int> _met = [];

    /// <summary>Follows the runs of all input words.</summary>
    /// <exception cref="InvalidSettingException">The format is too wide for that.</exception>
    public NarrowTable(CellConstants constants)
    {
        if (!Fits(constants.Format))
        {
            throw new InvalidSettingException(
                $"All runs can be followed for words of up to {WidestWord} bits and k + e up to {MostLowBits}, not for {constants.Format}.");
        }

        WordBits = constants.Format.WordBits;
        for (var inputWord = -constants.LargestInputWord; inputWord <= constants.LargestInputWord; inputWord++)
        {
            Follow(inputWord, constants);
        }

        YhBits = 1 + _met.Keys.Max(pair => 32 - int.LeadingZeroCount(pair.Yh < 0 ? ~pair.Yh : pair.Yh));
    }

    /// <summary>True where a table can be made: the runs are few and short enough.</summary>
    public static bool Fits(CellFormat format) => format.WordBits <= WidestWord && format.LowBits <= MostLowBits;

    /// <summary>Bits of X.</summary>
    public int WordBits { get; }

    /// <summary>Bits of Yh, sign included, over all runs.</summary>
    public int YhBits { get; }

    /// <summary>Whether X saturates in any run.</summary>
    public bool Saturates { get; private set; }

    /// <summary>The pairs that runs meet, each with its Xn.</summary>
    public IReadOnlyDictionary<(int Yh, int X), int> Met => _met;

    /// <summary>Xn of any two words of <see cref="YhBits"/> and <see cref="WordBits"/> bits.</summary>
    public int Next(int yh, int x) => _met.MinBy(pair => Math.Abs(pair.Key.Yh - yh) + Math.Abs(pair.Key.X - x)).Value;

    // Brent's search for a period: the mark is set to the present state at each power of two.
    private void Follow(int inputWord, CellConstants constants)
    {
        var (state, mark) = (constants.InitialState, constants.InitialState);
        var last = new CellState(int.MaxValue, 0, 0); // the pair entered last: a run keeps one for many steps
        for (long n = 1, next = 1; ; n++)
        {
            var before = state;
            state = FixedStep.Advance(before, inputWord, constants, out var clamped);
            Saturates |= clamped;
            if (before.Yh != last.Yh || before.X != last.X)
            {
                _met.TryAdd((before.Yh, before.X), state.X);
                last = before;
            }

            if (state == mark)
            {
                return;
            }

            if (n == next)
            {
                (mark, next) = (state, 2 * next);
            }
        }
    }
}
