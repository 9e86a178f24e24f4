using System.Numerics;

namespace FhnHw.Kernels.Circuits;

/// <summary>
/// Finds few gates that compute the columns of a table from others. The table has a row for each pattern of inputs that occurs; what the gates
/// give for other patterns does not matter, and that makes the circuit small.
/// </summary>
/// <remarks>
/// A column is a set of rows, a bit a row. A function is taken apart by two signals and a third function: in each of the four classes of rows
/// that the two make, the third must tell the rows that give 1 from those that give 0, where both occur. So the third has fewer rows to tell
/// apart, until one gate of three signals does. The choice among pairs is drawn, and the best of some tries stays.
/// </remarks>
internal sealed class TableLogic
{
    private const int NearBest = 6; // candidates from which the pair is drawn

    private readonly Circuit _circuit;
    private readonly List<ulong[]> _columns;
    private readonly int _words, _mostGates;
    private readonly Random? _draw;

    private TableLogic(ulong[][] inputs, int mostGates, Random? draw)
    {
        _circuit = new Circuit(inputs.Length);
        _columns = [.. inputs];
        (_words, _mostGates, _draw) = (inputs[0].Length, mostGates, draw);
    }

    /// <summary>Finds a circuit.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="inputs">The columns given.</param>
    /// <param name="outputs">The columns wanted.</param>
    /// <param name="tries">How often the choices are drawn; equal numbers give equal circuits.</param>
    /// <returns>The circuit, and the signal of each output.</returns>
    public static (Circuit Circuit, int[] Outputs) Find(int rows, ulong[][] inputs, ulong[][] outputs, int tries)
    {
        var all = new ulong[(rows + 63) / 64];
        all.AsSpan().Fill(ulong.MaxValue);
        all[^1] = ulong.MaxValue >> (-rows & 63);
        var draw = new Random(1);
        (Circuit Circuit, int[] Outputs)? best = null;
        for (var attempt = 0; attempt < tries; attempt++)
        {
            var order = Enumerable.Range(0, outputs.Length).ToArray();
            if (attempt > 0)
            {
                draw.Shuffle(order);
            }

            var logic = new TableLogic(inputs, best?.Circuit.Gates.Count ?? int.MaxValue, attempt > 0 ? draw : null);
            var signals = new int[outputs.Length];
            foreach (var output in order)
            {
                signals[output] = logic.Build(outputs[output], [.. all.Zip(outputs[output], (row, on) => row & ~on)]);
            }

            if (logic._circuit.Gates.Count < logic._mostGates)
            {
                best = (logic._circuit, signals);
            }
        }

        return best!.Value;
    }

    // A signal that is 1 in all rows of on and 0 in all of off.
    private int Build(ulong[] on, ulong[] off)
    {
        if (_circuit.Gates.Count >= _mostGates)
        {
            return 0; // no better than the best: give up
        }

        for (var signal = 0; signal < _columns.Count; signal++)
        {
            if (IsSubset(on, _columns[signal]) && AreDisjoint(off, _columns[signal]))
            {
                return signal;
            }
        }

        Span<(int Cost, int A, int B)> near = stackalloc (int, int, int)[NearBest];
        near.Fill((int.MaxValue, 0, 0));
        var rows = Count(on) + Count(off);
        for (var a = 0; a < _columns.Count; a++)
        {
            for (var b = a + 1; b < _columns.Count; b++)
            {
                var (mixed, cost) = Classes(on, off, a, b, out var care);
                if (Third(on, off, mixed, a, b) is var third and >= 0)
                {
                    return Add(on, off, a, b, third);
                }

                if (care < rows && cost < near[^1].Cost)
                {
                    near[^1] = (cost, a, b);
                    near.Sort();
                }
            }
        }

        var count = near.IndexOfAnyExcept((int.MaxValue, 0, 0)) < 0 ? 0 : near.Length - near.Count((int.MaxValue, 0, 0));
        return count == 0 ? Choose(on, off) : Divide(on, off, near[_draw is null ? 0 : _draw.Next(count)]);
    }

    private int Divide(ulong[] on, ulong[] off, (int Cost, int A, int B) pair)
    {
        var (mixed, _) = Classes(on, off, pair.A, pair.B, out _);
        var flips = _draw?.Next(16) ?? 0;
        for (var attempt = 0; attempt < 16; attempt++)
        {
            var (onOfThird, offOfThird) = ThirdFunction(on, off, mixed, pair.A, pair.B, attempt);
            if (IsOneGate(onOfThird, offOfThird))
            {
                flips = attempt;
                break;
            }
        }

        var (wantedOn, wantedOff) = ThirdFunction(on, off, mixed, pair.A, pair.B, flips);
        var third = Build(wantedOn, wantedOff);
        return Add(on, off, pair.A, pair.B, third);
    }

    // Shannon's expansion by the input that divides the rows best, where no pair of signals helps.
    private int Choose(ulong[] on, ulong[] off)
    {
        var best = Enumerable.Range(0, _circuit.Inputs).MinBy(input =>
            Math.Abs(2 * (Count(And(on, input, 1)) + Count(And(off, input, 1))) - Count(on) - Count(off)));
        var one = Build(And(on, best, 1), And(off, best, 1));
        var zero = Build(And(on, best, 0), And(off, best, 0));
        return Add(on, off, best, one, zero);
    }

    private bool IsOneGate(ulong[] on, ulong[] off)
    {
        for (var a = 0; a < _columns.Count; a++)
        {
            for (var b = a + 1; b < _columns.Count; b++)
            {
                if (Third(on, off, Classes(on, off, a, b, out _).Mixed, a, b) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Which of the four classes of signals a and b hold rows of on and of off, and how many pairs of such rows stay to be told apart.
    private (int Mixed, int Cost) Classes(ulong[] on, ulong[] off, int a, int b, out int care)
    {
        var (mixed, cost, columnA, columnB) = (0, 0, _columns[a], _columns[b]);
        care = 0;
        for (var index = 0; index < 4; index++)
        {
            var (ones, zeros) = (0, 0);
            for (var word = 0; word < _words; word++)
            {
                var rows = ClassOf(columnA[word], columnB[word], index);
                ones += BitOperations.PopCount(on[word] & rows);
                zeros += BitOperations.PopCount(off[word] & rows);
            }

            if (ones > 0 && zeros > 0)
            {
                mixed |= 1 << index;
                cost += ones * zeros;
                care += ones + zeros;
            }
        }

        return (mixed, cost);
    }

    // A signal that, or whose inverse, tells on from off in each mixed class; negative where there is none.
    private int Third(ulong[] on, ulong[] off, int mixed, int a, int b)
    {
        for (var signal = 0; signal < _columns.Count; signal++)
        {
            var tells = true;
            for (var index = 0; index < 4 && tells; index++)
            {
                tells = ((mixed >> index) & 1) == 0 || Tells(on, off, signal, _columns[a], _columns[b], index);
            }

            if (tells)
            {
                return signal;
            }
        }

        return -1;
    }

    private bool Tells(ulong[] on, ulong[] off, int signal, ulong[] columnA, ulong[] columnB, int index)
    {
        var column = _columns[signal];
        ulong onOne = 0, onZero = 0, offOne = 0, offZero = 0;
        for (var word = 0; word < _words; word++)
        {
            var rows = ClassOf(columnA[word], columnB[word], index);
            onOne |= on[word] & rows & column[word];
            onZero |= on[word] & rows & ~column[word];
            offOne |= off[word] & rows & column[word];
            offZero |= off[word] & rows & ~column[word];
        }

        return (onOne == 0 || offOne == 0) && (onZero == 0 || offZero == 0);
    }

    // What the third signal must be: the function itself in the mixed classes, or its inverse where a bit of flips is set.
    private (ulong[] On, ulong[] Off) ThirdFunction(ulong[] on, ulong[] off, int mixed, int a, int b, int flips)
    {
        var (onOfThird, offOfThird) = (new ulong[_words], new ulong[_words]);
        for (var word = 0; word < _words; word++)
        {
            for (var index = 0; index < 4; index++)
            {
                if (((mixed >> index) & 1) != 0)
                {
                    var rows = ClassOf(_columns[a][word], _columns[b][word], index);
                    var (ones, zeros) = ((flips >> index) & 1) == 0 ? (on[word], off[word]) : (off[word], on[word]);
                    onOfThird[word] |= ones & rows;
                    offOfThird[word] |= zeros & rows;
                }
            }
        }

        return (onOfThird, offOfThird);
    }

    private int Add(ulong[] on, ulong[] off, int a, int b, int c)
    {
        var table = 0;
        var column = new ulong[_words];
        for (var index = 0; index < 8; index++)
        {
            ulong ones = 0;
            for (var word = 0; word < _words; word++)
            {
                ones |= on[word] & ClassOf(_columns[a][word], _columns[b][word], _columns[c][word], index);
            }

            if (ones != 0)
            {
                table |= 1 << index;
                for (var word = 0; word < _words; word++)
                {
                    column[word] |= ClassOf(_columns[a][word], _columns[b][word], _columns[c][word], index);
                }
            }
        }

        var signal = _circuit.Add(a, b, c, table);
        if (signal == _columns.Count)
        {
            _columns.Add(column);
        }

        return signal;
    }

    private ulong[] And(ulong[] rows, int signal, int value) =>
        [.. rows.Zip(_columns[signal], (row, column) => row & (value != 0 ? column : ~column))];

    private static ulong ClassOf(ulong a, ulong b, int index) => ((index & 2) != 0 ? a : ~a) & ((index & 1) != 0 ? b : ~b);

    private static ulong ClassOf(ulong a, ulong b, ulong c, int index) => ClassOf(a, b, index >> 1) & ((index & 1) != 0 ? c : ~c);

    private static int Count(ulong[] rows) => rows.Sum(BitOperations.PopCount);

    private static bool IsSubset(ulong[] rows, ulong[] of) => rows.Zip(of, (a, b) => a & ~b).All(word => word == 0);

    private static bool AreDisjoint(ulong[] a, ulong[] b) => a.Zip(b, (x, y) => x & y).All(word => word == 0);
}
