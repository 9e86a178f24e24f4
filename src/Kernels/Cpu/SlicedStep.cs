using FhnHw.Kernels.Circuits;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>The step of <see cref="FixedStep"/> as a circuit on the bits of one cell, for narrow words.</summary>
/// <remarks>
/// The low e bits of Y never see X, so they, and what they carry, are known before the run: step n adds to Y without them X + D, where
/// D = ((Y0 + (n+1)·S) >> e) - ((Y0 + n·S) >> e), of which W bits hold every value, and which repeats after 2^e steps. Xn is a table over X and Yh.
/// </remarks>
internal sealed class SlicedStep
{
    private const int TriesOfThreeBits = 40, TriesOfWider = 8; // each a millisecond, and some ten of them

    private readonly int _lowBits; // bits of Y below Yh, without the low e ones

    /// <summary>Makes the circuit.</summary>
    public SlicedStep(CellConstants constants)
    {
        var format = constants.Format;
        var reach = new NarrowReach(constants);
        (WordBits, YBits, Saturates) = (format.WordBits, format.DtExponent + reach.YhBits, reach.Saturates);
        _lowBits = format.DtExponent;
        var registers = WordBits + YBits + (Saturates ? 1 : 0);
        Circuit = new Circuit(registers + WordBits);
        int[] X = [.. Enumerable.Range(0, WordBits)], Y = [.. Enumerable.Range(WordBits, YBits)], D = [.. Enumerable.Range(registers, WordBits)];
        Next = new int[registers];
        var gain = Add(X, D);
        var table = AddTable(X, Y[format.DtExponent..], reach, constants);
        table.AsSpan(0, WordBits).CopyTo(Next);
        if (Saturates)
        {
            Next[registers - 1] = Circuit.Add(registers - 1, table[WordBits], table[WordBits], Circuit.A | Circuit.B);
        }

        Accumulate(Y, gain);
    }

    /// <summary>Bits of X and of D.</summary>
    public int WordBits { get; }

    /// <summary>Bits of Y without the low e ones.</summary>
    public int YBits { get; }

    /// <summary>True where a register marks the cells whose X was clamped.</summary>
    public bool Saturates { get; }

    /// <summary>The circuit; its inputs are X, Y and the mark, lowest bits first, then D.</summary>
    public Circuit Circuit { get; }

    /// <summary>The signal that each register takes.</summary>
    public int[] Next { get; }

    // X + D, both of W bits and signed: W + 1 bits. The sign is that of the sum without overflow, one gate.
    private int[] Add(int[] X, int[] D)
    {
        var sum = new int[WordBits + 1];
        sum[0] = Circuit.Xor(X[0], D[0]);
        var carry = Circuit.And(X[0], D[0]);
        for (var bit = 1; bit < WordBits; bit++)
        {
            sum[bit] = Circuit.Sum(X[bit], D[bit], carry);
            if (bit < WordBits - 1)
            {
                carry = Circuit.Carry(X[bit], D[bit], carry);
            }
        }

        const int a = Circuit.A, b = Circuit.B, c = Circuit.C;
        sum[WordBits] = Circuit.Add(X[^1], D[^1], carry, a ^ b ^ ((a & b) | (a & c) | (b & c)));
        return sum;
    }

    // Y + gain, whose sign stands for all bits above its own: those count up by one, down by one, or stay.
    private void Accumulate(int[] Y, int[] gain)
    {
        Next[WordBits] = Circuit.Xor(Y[0], gain[0]);
        var carry = Circuit.And(Y[0], gain[0]);
        for (var bit = 1; bit < WordBits; bit++)
        {
            Next[WordBits + bit] = Circuit.Sum(Y[bit], gain[bit], carry);
            carry = Circuit.Carry(Y[bit], gain[bit], carry);
        }

        var sign = gain[WordBits];
        var into = Circuit.Add(carry, sign, Passes(Y[WordBits.._lowBits], sign), (Circuit.A ^ Circuit.B) & Circuit.C);
        Count(WordBits, _lowBits, Circuit.Xor(carry, sign));
        Count(_lowBits, Y.Length, into);

        void Count(int first, int end, int changes)
        {
            for (var bit = first; bit < end; bit++)
            {
                Next[WordBits + bit] = Circuit.Xor(Y[bit], changes);
                if (bit < end - 1)
                {
                    changes = Circuit.Add(changes, Y[bit], sign, Circuit.A & (Circuit.B ^ Circuit.C));
                }
            }
        }
    }

    // Whether bits hand a count on: all are 1 where it goes up, all 0 where it goes down. Known before the carry is, so that Yh need not wait.
    private int Passes(int[] bits, int sign)
    {
        return Circuit.Add(sign, Fold(bits, false), Fold(bits, true), (Circuit.A & ~Circuit.B) | (~Circuit.A & Circuit.C));

        // AND or OR of all bits.
        int Fold(int[] bits, bool and)
        {
            var table = and ? Circuit.A & Circuit.B & Circuit.C : Circuit.A | Circuit.B | Circuit.C;
            var all = bits[0];
            for (var bit = 1; bit < bits.Length; bit += 2)
            {
                all = Circuit.Add(all, bits[bit], bits[Math.Min(bit + 1, bits.Length - 1)], table);
            }

            return all;
        }
    }

    // Xn, and whether X is clamped, of the pairs of Yh and X that runs meet.
    private int[] AddTable(int[] X, int[] Yh, NarrowReach reach, CellConstants constants)
    {
        var met = reach.Met.Order().ToArray();
        var clamps = new bool[met.Length];
        var next = new int[met.Length];
        for (var row = 0; row < met.Length; row++)
        {
            next[row] = FixedStep.Advance(new CellState(met[row].X, met[row].Yh, 0), 0, constants, out clamps[row]).X;
        }

        int[] inputs = [.. X, .. Yh];
        var columns = inputs.Select((_, bit) => Column(row => bit < WordBits ? met[row].X >> bit : met[row].Yh >> (bit - WordBits))).ToArray();
        var wanted = Enumerable.Range(0, WordBits).Select(bit => Column(row => next[row] >> bit)).ToList();
        if (Saturates)
        {
            wanted.Add(Column(row => clamps[row] ? 1 : 0));
        }

        var (logic, outputs) = TableLogic.Find(met.Length, columns, [.. wanted], WordBits == CellFormat.MinWordBits ? TriesOfThreeBits : TriesOfWider);
        int[] signals = [.. inputs, .. new int[logic.Gates.Count]];
        for (var gate = 0; gate < logic.Gates.Count; gate++)
        {
            var (a, b, c, table) = logic.Gates[gate];
            signals[inputs.Length + gate] = Circuit.Add(signals[a], signals[b], signals[c], table);
        }

        return [.. outputs.Select(output => signals[output])];

        ulong[] Column(Func<int, int> word)
        {
            var column = new ulong[(met.Length + 63) / 64];
            for (var row = 0; row < met.Length; row++)
            {
                column[row >> 6] |= (ulong)(word(row) & 1) << (row & 63);
            }

            return column;
        }
    }
}
