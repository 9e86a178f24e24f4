using System.Numerics.Tensors;
using FhnHw.Kernels.Cells;

namespace FhnHw.Training.Hidden;

/// <summary>From the sums W1·image to level indices: u = tanh(sum), code = round(u · (2^(D-1) - 1)), index = code + 2^(D-1) - 1.</summary>
public static class CurrentEncoder
{
    /// <summary>Writes the tanh of each sum and the index of its current; half codes go to the even one.</summary>
    public static void Of(ReadOnlySpan<float> sums, CurrentCodes codes, Span<float> tanh, Span<ushort> indices)
    {
        TensorPrimitives.Tanh(sums, tanh);
        float max = codes.MaxCode;
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = (ushort)(MathF.Round(tanh[i] * max) + max);
        }
    }
}
