using System.Globalization;
using System.Text;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Generate;

/// <summary>
/// Golden vectors of the step, tests/vectors/step-*.csv: one comment line that names the columns of the next two kinds of line, one
/// line of constants, then one line a step. docs/numerics.md describes the columns.
/// </summary>
internal static class StepVectors
{
    private const int Runs = 5, RunSteps = 160, RandomRows = 500;

    // W, k, e, eps: both forms of the product, the narrow words, and a gain above one half.
    private static readonly (int WordBits, int DtExponent, int ExtraBits, double Eps)[] Cases =
    [
        (16, 8, 0, 0.01), (16, 6, 0, 0.005), (16, 8, 4, 0.01), (12, 10, 2, 0.05), (8, 8, 6, 0.01),
        (6, 8, 6, 0.01), (5, 8, 6, 0.01), (4, 8, 6, 0.01), (3, 8, 6, 0.01),
    ];

    public static IEnumerable<GeneratedFile> Files() => Cases.Select(c =>
        new GeneratedFile(
            $"tests/vectors/step-w{c.WordBits}-k{c.DtExponent}-e{c.ExtraBits}.csv",
            Text(new CellConstants(new CellFormat(c.WordBits, c.DtExponent, c.ExtraBits), new CellParameters(c.Eps)))));

    private static string Text(CellConstants constants)
    {
        var format = constants.Format;
        var rows = RunRows(constants).Concat(ExtremeRows(constants)).Concat(RandomStates(constants)).ToList();
        var text = new StringBuilder();
        text.Append("# W,F,P,U,k,e,C,G,Cl,XMax,X0,Yh0,Yl0,rows; then rows of S,X,Yh,Yl,Xn,Yhn,Yln,clamped\n");
        Append(text,
            format.WordBits, format.Fraction, format.ProductShift, format.CubeShift, format.DtExponent, format.CurrentExtraBits,
            constants.EpsGain, constants.EpsGainHigh, constants.EpsGainLow, format.XMax,
            constants.X0, constants.Yh0, constants.Yl0, rows.Count);
        foreach (var (S, state) in rows)
        {
            var next = FixedStep.Advance(state, S, constants, out var clamped);
            Append(text, S, state.X, state.Yh, state.Yl, next.X, next.Yh, next.Yl, clamped ? 1 : 0);
        }

        return text.ToString();
    }

    // Runs from the initial state: each row starts where the row above ended.
    private static IEnumerable<(int S, CellState State)> RunRows(CellConstants constants)
    {
        for (var run = 0; run < Runs; run++)
        {
            var S = constants.InputWord(CellParameters.MaxDrive * (run - 2) / 2);
            var state = constants.InitialState;
            for (var n = 0; n < RunSteps; n++)
            {
                yield return (S, state);
                state = FixedStep.Advance(state, S, constants, out _);
            }
        }
    }

    // Every corner of the registers' ranges, and the middle.
    private static IEnumerable<(int S, CellState State)> ExtremeRows(CellConstants constants)
    {
        var (S, Yh) = Largest(constants);
        var (X, Yl) = (constants.Format.XMax, (1 << constants.Format.LowBits) - 1);
        return from s in new[] { -S, 0, S }
               from x in new[] { -X, -1, 0, 1, X }
               from yh in new[] { -Yh, -1, 0, Yh }
               from yl in new[] { 0, Yl }
               select (s, new CellState(x, yh, yl));
    }

    private static IEnumerable<(int S, CellState State)> RandomStates(CellConstants constants)
    {
        var (S, Yh) = Largest(constants);
        var random = new XorShift(2463534242);
        for (var n = 0; n < RandomRows; n++)
        {
            var (s, x) = (random.Next(-S, S), random.Next(-constants.Format.XMax, constants.Format.XMax));
            yield return (s, new CellState(x, random.Next(-Yh, Yh), random.Next(0, (1 << constants.Format.LowBits) - 1)));
        }
    }

    private static (int S, int Yh) Largest(CellConstants constants)
    {
        var S = constants.InputWord(CellParameters.MaxDrive);
        return (S, (int)(constants.YBound(S) * (1 << constants.Format.Fraction)));
    }

    private static void Append(StringBuilder text, params int[] values) =>
        text.AppendJoin(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))).Append('\n');
}
