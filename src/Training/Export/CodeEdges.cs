using FhnHw.Kernels.Cells;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Export;

/// <summary>
/// Where the current code changes as the sum into a cell rises: so that another program, whose tanh differs in a last bit, finds the same codes.
/// </summary>
internal static class CodeEdges
{
    // tanh is ±1 in single precision from here on.
    private const float Saturated = 32;

    // Short spans take another path through the vector library, which may differ in a last bit from that of batches.
    private const int LeastLength = 64;

    /// <summary>The smallest sum of each code.</summary>
    /// <param name="codes">The codes.</param>
    /// <returns>Codes + 1 values: minus infinity, the smallest sum of code 1, of code 2, and so on, and infinity.</returns>
    public static float[] Of(CurrentCodes codes)
    {
        var length = Math.Max(codes.Count, LeastLength);
        var (low, high) = (new int[length], new int[length]); // orders of sums: below and not below the edge of each code
        Array.Fill(low, OrderOf(-Saturated));
        Array.Fill(high, OrderOf(Saturated));
        var (sums, tanh, coded) = (new float[length], new float[length], new ushort[length]);
        for (var halving = 0; halving < 32; halving++)
        {
            for (var code = 0; code < length; code++)
            {
                sums[code] = SumOf(low[code] + (int)(((long)high[code] - low[code]) / 2));
            }

            CurrentEncoder.Of(sums, codes, tanh, coded);
            for (var code = 0; code < length; code++)
            {
                (coded[code] >= code ? ref high[code] : ref low[code]) = OrderOf(sums[code]);
            }
        }

        return [float.NegativeInfinity, .. high.Skip(1).Take(codes.Count - 1).Select(SumOf), float.PositiveInfinity];
    }

    // Whole numbers in the order of the floating-point numbers.
    private static int OrderOf(float sum) => BitConverter.SingleToInt32Bits(sum) is var bits && bits >= 0 ? bits : int.MinValue - bits;

    private static float SumOf(int order) => BitConverter.Int32BitsToSingle(order >= 0 ? order : int.MinValue - order);
}
