namespace FhnHw.Kernels.Circuits;

/// <summary>A gate of three inputs: the look-up table of an FPGA, and one vpternlog of a processor.</summary>
/// <param name="A">The signal that gives bit 2 of the table's index.</param>
/// <param name="B">The signal that gives bit 1.</param>
/// <param name="C">The signal that gives bit 0.</param>
/// <param name="Table">The output of each of the eight indices, index 0 in the lowest bit.</param>
internal readonly record struct Gate(int A, int B, int C, byte Table);

/// <summary>
/// Boolean logic of gates with three inputs. Signals are numbered: first the inputs, then the gates in the order in which they are added, so
/// that a gate's inputs always have lower numbers than the gate itself.
/// </summary>
/// <param name="inputs">Number of inputs, 1 or more.</param>
internal sealed class Circuit(int inputs)
{
    /// <summary>The tables of a gate that hands on one of its inputs; others are made of them, such as A &amp; B of an AND.</summary>
    public const byte A = 0xF0, B = 0xCC, C = 0xAA;

    private readonly List<Gate> _gates = [];
    private readonly Dictionary<Gate, int> _signals = [];

    /// <summary>Number of inputs.</summary>
    public int Inputs => inputs;

    /// <summary>Number of signals: inputs and gates.</summary>
    public int Signals => inputs + _gates.Count;

    /// <summary>The gates; the output of gate g is signal Inputs + g.</summary>
    public IReadOnlyList<Gate> Gates => _gates;

    /// <summary>Adds a gate, or finds the one that is there already.</summary>
    /// <returns>Its signal.</returns>
    public int Add(int a, int b, int c, int table)
    {
        var gate = new Gate(a, b, c, (byte)table);
        if (!_signals.TryGetValue(gate, out var signal))
        {
            signal = Signals;
            _gates.Add(gate);
            _signals.Add(gate, signal);
        }

        return signal;
    }

    /// <summary>a AND b.</summary>
    public int And(int a, int b) => Add(a, b, b, A & B);

    /// <summary>a XOR b.</summary>
    public int Xor(int a, int b) => Add(a, b, b, A ^ B);

    /// <summary>The sum bit of a full adder.</summary>
    public int Sum(int a, int b, int c) => Add(a, b, c, A ^ B ^ C);

    /// <summary>The carry of a full adder.</summary>
    public int Carry(int a, int b, int c) => Add(a, b, c, (A & B) | (A & C) | (B & C));
}
