using FhnHw.Kernels.Circuits;

namespace FhnHw.Kernels.Tests.Circuits;

public class TableLogicTests
{
    [Theory]
    [InlineData(3, 8)]
    [InlineData(6, 40)]
    [InlineData(7, 100)]
    [InlineData(8, 256)]
    public void The_circuit_gives_every_column_in_every_row(int inputs, int rows)
    {
        var random = new Random(inputs);
        int[] patterns = [.. Enumerable.Range(0, 1 << inputs)];
        random.Shuffle(patterns);
        var given = Enumerable.Range(0, inputs).Select(bit => Column(rows, row => ((patterns[row] >> bit) & 1) != 0)).ToArray();
        var wanted = Enumerable.Range(0, 3).Select(_ => Column(rows, _ => random.Next(2) != 0)).ToArray();
        var (circuit, outputs) = TableLogic.Find(rows, given, wanted, tries: 2);
        for (var row = 0; row < rows; row++)
        {
            var signals = new bool[circuit.Signals];
            for (var signal = 0; signal < signals.Length; signal++)
            {
                signals[signal] = signal < inputs ? Bit(given[signal], row) : Output(circuit.Gates[signal - inputs], signals);
            }

            Assert.Equal(wanted.Select(column => Bit(column, row)), outputs.Select(output => signals[output]));
        }
    }

    private static bool Output(Gate gate, bool[] signals) =>
        ((gate.Table >> ((signals[gate.A] ? 4 : 0) + (signals[gate.B] ? 2 : 0) + (signals[gate.C] ? 1 : 0))) & 1) != 0;

    private static bool Bit(ulong[] column, int row) => ((column[row / 64] >> (row % 64)) & 1) != 0;

    private static ulong[] Column(int rows, Func<int, bool> isSet)
    {
        var column = new ulong[(rows + 63) / 64];
        for (var row = 0; row < rows; row++)
        {
            column[row / 64] |= (isSet(row) ? 1ul : 0) << (row % 64);
        }

        return column;
    }
}
