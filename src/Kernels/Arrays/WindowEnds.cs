using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Arrays;

/// <summary>Y of one run at the window's first step and after its last, LSBs of 2^-(F+e+k).</summary>
/// <param name="First">Y after TransientSteps steps.</param>
/// <param name="Last">Y after TransientSteps + Steps steps.</param>
public readonly record struct WindowEnds(long First, long Last)
{
    /// <summary>
    /// The exact sum of X over the window's steps, LSBs of 2^-F. Charge balance: Y gains (X &lt;&lt; e) + S a step without
    /// rounding, so sum(X) · 2^e = Last - First - Steps · S.
    /// </summary>
    /// <exception cref="ChargeBalanceException">The difference is no multiple of 2^e: a bit was flipped on the way.</exception>
    public long SumX(int inputWord, int steps, CellFormat format) => SumX(Last - First, inputWord, steps, format);

    /// <summary>The same from what Y gained over the window.</summary>
    /// <exception cref="ChargeBalanceException">What Y gained, less Steps · S, is no multiple of 2^e.</exception>
    public static long SumX(long gained, int inputWord, int steps, CellFormat format)
    {
        var sum = gained - ((long)steps * inputWord);
        if ((sum & ((1L << format.CurrentExtraBits) - 1)) != 0)
        {
            throw new ChargeBalanceException(
                $"Y at the window's ends does not balance (remainder in the low {format.CurrentExtraBits} bits): the device or its link flips bits.")
            {
                Remedies = [Remedy.Do(RemedyAction.CompareWithManaged)],
            };
        }

        return sum >> format.CurrentExtraBits;
    }

    /// <summary>The mean of x of each run from Y at the window's ends; with noise on y, what the noise has added to Y counts as x.</summary>
    /// <param name="ends">Y at the window's ends, a pair a run.</param>
    /// <param name="inputWords">S, one a run.</param>
    /// <param name="settings">Format and window.</param>
    public static double[] Means(ReadOnlySpan<WindowEnds> ends, ReadOnlySpan<int> inputWords, ArraySettings settings)
    {
        var means = new double[ends.Length];
        var steps = settings.Window.Steps;
        for (var run = 0; run < means.Length; run++)
        {
            means[run] = ends[run].SumX(inputWords[run], steps, settings.Format) * settings.Format.XUnit / steps;
        }

        return means;
    }
}
