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

    // Of the pair looked at: the rows of each class that must give 1 and 0, and whether it has both.
    private readonly ulong[] _on, _off;
    private readonly bool[] _mixed = new bool[4];

    private TableLogic(ulong[][] inputs, int mostGates, Random? draw)
    {
        _circuit = new Circuit(inputs.Length);
        _columns = [.. inputs];
        (_words, _mostGates, _draw) = (inputs[0].Length, mostGates, draw);
        (_on, _off) = (new ulong[4 * _words], new ulong[4 * _words]);
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
            var isIt = true;
            for (var word = 0; word < _words && isIt; word++)
            {
                isIt = ((on[word] & ~_columns[signal][word]) | (off[word] & _columns[signal][word])) == 0;
            }

            if (isIt)
            {
                return signal;
            }
        }

        Span<(int Cost, int A, int B)> near = stackalloc (int, int, int)[NearBest];
        near.Fill((int.MaxValue, 0, 0));
        var (rows, found) = (Count(on) + Count(off), 0);
        for (var a = 0; a < _columns.Count; a++)
        {
            for (var b = a + 1; b < _columns.Count; b++)
            {
                Divide(on, off, a, b);
                if (Third(b) is var third and >= 0)
                {
                    return Add(on, off, a, b, third);
                }

                var (cost, care) = Cost();
                if (care < rows && cost < near[^1].Cost)
                {
                    near[^1] = (cost, a, b);
                    near.Sort();
                    found = Math.Min(found + 1, NearBest);
                }
            }
        }

        return found == 0 ? Choose(on, off) : Combine(on, off, near[_draw?.Next(found) ?? 0]);
    }

    // The function of the pair and a third one, which is taken inverted in some classes where one gate computes that.
    private int Combine(ulong[] on, ulong[] off, (int Cost, int A, int B) pair)
    {
        var flips = _draw?.Next(16) ?? 0;
        for (var attempt = 0; attempt < 16; attempt++)
        {
            var third = ThirdFunction(on, off, pair.A, pair.B, attempt);
            if (IsOneGate(third.On, third.Off))
            {
                flips = attempt;
                break;
            }
        }

        var (onOfThird, offOfThird) = ThirdFunction(on, off, pair.A, pair.B, flips);
        return Add(on, off, pair.A, pair.B, Build(onOfThird, offOfThird));
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
                Divide(on, off, a, b);
                if (Third(b) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Rows of on and of off in each of the four classes of signals a and b.
    private void Divide(ulong[] on, ulong[] off, int a, int b)
    {
        var (columnA, columnB) = (_columns[a], _columns[b]);
        for (var index = 0; index < 4; index++)
        {
            ulong ones = 0, zeros = 0;
            for (var word = 0; word < _words; word++)
            {
                var rows = ClassOf(columnA[word], columnB[word], index);
                ones |= _on[(index * _words) + word] = on[word] & rows;
                zeros |= _off[(index * _words) + word] = off[word] & rows;
            }

            _mixed[index] = ones != 0 && zeros != 0;
        }
    }

    // How many pairs of a row of on and one of off lie in one class, and how many rows.
    private (int Pairs, int Rows) Cost()
    {
        var (pairs, rows) = (0, 0);
        for (var index = 0; index < 4; index++)
        {
            if (_mixed[index])
            {
                var (ones, zeros) = (Count(_on.AsSpan(index * _words, _words)), Count(_off.AsSpan(index * _words, _words)));
                pairs += ones * zeros;
                rows += ones + zeros;
            }
        }

        return (pairs, rows);
    }

    // A signal from the given one on that, or whose inverse, tells on from off in each mixed class; negative where there is none.
    private int Third(int first)
    {
        for (var signal = first; signal < _columns.Count; signal++)
        {
            var (column, tells) = (_columns[signal], true);
            for (var index = 0; index < 4 && tells; index++)
            {
                tells = !_mixed[index] || Tells(column, index);
            }

            if (tells)
            {
                return signal;
            }
        }

        return -1;
    }

    private bool Tells(ulong[] column, int index)
    {
        ulong onOne = 0, onZero = 0, offOne = 0, offZero = 0;
        for (var word = 0; word < column.Length; word++)
        {
            var (ones, zeros) = (_on[(index * _words) + word], _off[(index * _words) + word]);
            onOne |= ones & column[word];
            onZero |= ones & ~column[word];
            offOne |= zeros & column[word];
            offZero |= zeros & ~column[word];
        }

        return (onOne == 0 || offOne == 0) && (onZero == 0 || offZero == 0);
    }

    // What the third signal must be: the function itself in the mixed classes, or its inverse where a bit of flips is set.
    private (ulong[] On, ulong[] Off) ThirdFunction(ulong[] on, ulong[] off, int a, int b, int flips)
    {
        Divide(on, off, a, b);
        var (onOfThird, offOfThird) = (new ulong[_words], new ulong[_words]);
        for (var place = 0; place < 4 * _words; place++)
        {
            var (index, word) = (place / _words, place % _words);
            if (_mixed[index])
            {
                var isFlipped = ((flips >> index) & 1) != 0;
                onOfThird[word] |= isFlipped ? _off[place] : _on[place];
                offOfThird[word] |= isFlipped ? _on[place] : _off[place];
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

    private static int Count(ReadOnlySpan<ulong> rows)
    {
        var count = 0;
        foreach (var word in rows)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
