using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
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
        var i = 0;
        for (; i <= coded.Length - (2 * Vector256<float>.Count); i += 2 * Vector256<float>.Count)
        {
            var low = Vector256.Round(Vector256.Create<float>(tanh[i..]) * max) + Vector256.Create(max);
            var high = Vector256.Round(Vector256.Create<float>(tanh[(i + Vector256<float>.Count)..]) * max) + Vector256.Create(max);
            Check(Vector256.EqualsAll(low, low) && Vector256.EqualsAll(high, high));
            Vector256.Narrow(Vector256.ConvertToInt32(low), Vector256.ConvertToInt32(high)).AsUInt16().CopyTo(coded[i..]);
        }

        for (; i < coded.Length; i++)
        {
            var code = MathF.Round(tanh[i] * max) + max;
            Check(!float.IsNaN(code));
            coded[i] = (ushort)code;
        }
    }

    // All but NaN are in range.
    private static void Check(bool areNumbers)
    {
        if (!areNumbers)
        {
            throw Diverged.By("weighted sums of the pixels are no numbers any more");
        }
    }
}
