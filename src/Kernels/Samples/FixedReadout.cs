using System.Collections.Concurrent;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Samples;

/// <summary>
/// A readout in the integers of fixed-point arrays, so that votes are bit-exact wherever they are counted.
/// </summary>
/// <remarks>
/// g is a table of 16-bit words over all values of X: X itself for the linear readout, round(2^14 · sigmoid(x)) for the sigmoid one.
/// Weights are 16-bit words, W · 2^s with s the largest power for which no sum over cells leaves 31 bits and no weight leaves 16.
/// Only the order of the classes' outputs counts, so the scale drops out.
/// </remarks>
public sealed class FixedReadout
{
    /// <summary>Fraction bits of the sigmoid's table.</summary>
    internal const int SigmoidFraction = 14;

    // g depends on the word of X alone, and each of its tables holds up to 40,961 exponentials.
    private static readonly ConcurrentDictionary<(Nonlinearity, int WordBits), short[]> Tables = new();

    private FixedReadout(Nonlinearity nonlinearity, CellFormat format, short[] weights, int[] bias, double scale)
    {
        Nonlinearity = nonlinearity;
        Table = Tables.GetOrAdd((nonlinearity, format.WordBits), _ => MakeTable(nonlinearity, format));
        Unit = UnitOf(nonlinearity, format);
        Weights = weights;
        Bias = bias;
        Scale = scale;
        XMax = format.XMax;
        Fraction = format.Fraction;
    }

    /// <summary>g.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>g(X) at index X + XMax, for X in [-XMax, XMax].</summary>
    public short[] Table { get; }

    /// <summary>What one LSB of the table stands for, in units of g.</summary>
    public double Unit { get; }

    /// <summary>The bound of X, LSBs: the table's middle.</summary>
    public int XMax { get; }

    /// <summary>F, fraction bits of X.</summary>
    public int Fraction { get; }

    /// <summary>Word [cell · Classes + class].</summary>
    public short[] Weights { get; }

    /// <summary>One word a class, in units of Weights times Table.</summary>
    public int[] Bias { get; }

    /// <summary>2^s: a weight word is round(W · 2^s).</summary>
    public double Scale { get; }

    /// <summary>Number of classes.</summary>
    public int Classes => Bias.Length;

    /// <summary>Number of cells of an image.</summary>
    public int Cells => Weights.Length / Math.Max(1, Classes);

    /// <summary>Converts a readout.</summary>
    public static FixedReadout Of(Readout readout, CellFormat format)
    {
        var unit = UnitOf(readout.Nonlinearity, format);
        var largest = LargestOf(readout.Nonlinearity, format);
        var scale = Math.Pow(2, ScaleExponent(readout, unit, largest));
        var weights = Array.ConvertAll(readout.Weights, weight => (short)Math.Round(weight * scale));
        var bias = Array.ConvertAll(readout.Bias, b => (int)Math.Round(b / unit * scale));
        return new FixedReadout(readout.Nonlinearity, format, weights, bias, scale);
    }

    /// <summary>A readout with a table and no weights, for the activation's mean alone.</summary>
    internal static FixedReadout TableOf(Nonlinearity nonlinearity, CellFormat format) =>
        new(nonlinearity, format, [], [], 1);

    /// <summary>
    /// How far the largest of the classes' sums must be above all others for it to stay the largest when every word of g(X) is off by up to
    /// <paramref name="error"/>.
    /// </summary>
    internal long Doubt(int error)
    {
        var (first, second) = (0L, 0L); // the two largest sums of |weights|
        for (var c = 0; c < Classes; c++)
        {
            var sum = 0L;
            for (var cell = 0; cell < Cells; cell++)
            {
                sum += Math.Abs((int)Weights[(cell * Classes) + c]);
            }

            (first, second) = sum > first ? (sum, first) : (first, Math.Max(second, sum));
        }

        return (first + second) * error;
    }

    // The largest s in [-30, 30] with |W·2^s| ≤ 32767 and, for each class, sum|W·2^s|·gmax + |b/unit·2^s| < 2^31; half an LSB of
    // rounding a weight is allowed for.
    private static int ScaleExponent(Readout readout, double unit, int largest)
    {
        for (var s = 30; s > -30; s--)
        {
            if (Fits(readout, Math.Pow(2, s), unit, largest))
            {
                return s;
            }
        }

        return -30;
    }

    private static bool Fits(Readout readout, double scale, double unit, int largest)
    {
        for (var c = 0; c < readout.Classes; c++)
        {
            var sum = (Math.Abs(readout.Bias[c] / unit) * scale) + 1;
            for (var cell = 0; cell < readout.Cells; cell++)
            {
                var weight = Math.Abs(readout.Weights[(cell * readout.Classes) + c]) * scale;
                if (!(weight <= 32767))
                {
                    return false;
                }

                sum += (weight + 0.5) * largest;
            }

            if (!(sum < int.MaxValue))
            {
                return false;
            }
        }

        return true;
    }

    private static double UnitOf(Nonlinearity nonlinearity, CellFormat format) =>
        nonlinearity == Nonlinearity.Sigmoid ? 1.0 / (1 << SigmoidFraction) : format.XUnit;

    private static int LargestOf(Nonlinearity nonlinearity, CellFormat format) =>
        nonlinearity == Nonlinearity.Sigmoid ? 1 << SigmoidFraction : format.XMax;

    private static short[] MakeTable(Nonlinearity nonlinearity, CellFormat format)
    {
        var table = new short[2 * format.XMax + 1];
        for (var X = -format.XMax; X <= format.XMax; X++)
        {
            table[X + format.XMax] = nonlinearity == Nonlinearity.Sigmoid
                ? (short)Math.Round(Readout.Apply(nonlinearity, X * format.XUnit) * (1 << SigmoidFraction))
                : (short)X;
        }

        return table;
    }
}
