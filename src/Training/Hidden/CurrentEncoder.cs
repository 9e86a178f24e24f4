using System.Numerics.Tensors;
using FhnHw.Kernels.Cells;

namespace FhnHw.Training.Hidden;

/// <summary>From the sums W · inputs + b to current codes: u = tanh(sum), c = round(u · m) with m = 2^(D-1) - 1, code = c + m.</summary>
public static class CurrentEncoder
{
    /// <summary>Writes the tanh of each sum and its current code; halves round to even.</summary>
    /// <exception cref="Kernels.Errors.InvalidSettingException">A sum is NaN: the training diverged.</exception>
    public static void Of(ReadOnlySpan<float> sums, CurrentCodes codes, Span<float> tanh, Span<ushort> coded)
    {
        TensorPrimitives.Tanh(sums, tanh);
        float max = codes.MaxCode;
        try
        {
            for (var i = 0; i < coded.Length; i++)
            {
                coded[i] = (ushort)(MathF.Round(tanh[i] * max) + max);
            }
        }
        catch (OverflowException error)
        {
            // Of a tanh that is NaN: all others are in range.
            throw Diverged.By("weighted sums of the pixels are no numbers any more", error);
        }
    }
}
