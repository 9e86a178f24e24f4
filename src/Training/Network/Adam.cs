using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Network;

/// <summary>Adam (Kingma and Ba 2015) with decoupled weight decay, on one array of parameters.</summary>
public sealed class Adam(int count) : IWeightMover
{
    private const float Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;

    /// <summary>Running mean of the gradient.</summary>
    public float[] Mean { get; } = new float[count];

    /// <summary>Running mean of the squared gradient.</summary>
    public float[] Square { get; } = new float[count];

    /// <inheritdoc/>
    public void Move(float[] parameters, int start, ReadOnlySpan<float> gradient, in AdamRate rate)
    {
        var w = parameters.AsSpan(start, gradient.Length);
        var m = Mean.AsSpan(start, gradient.Length);
        var v = Square.AsSpan(start, gradient.Length);
        var i = gradient.Length & -Vector512<float>.Count;
        if (i > 0)
        {
            MoveVectors(
                ref MemoryMarshal.GetReference(w), ref MemoryMarshal.GetReference(m), ref MemoryMarshal.GetReference(v),
                ref MemoryMarshal.GetReference(gradient), (nuint)i, rate);
        }

        for (; i < gradient.Length; i++)
        {
            m[i] = Tiny.Flushed((m[i] * Beta1) + (gradient[i] * (1 - Beta1)));
            v[i] = Tiny.Flushed((v[i] * Beta2) + (gradient[i] * gradient[i] * (1 - Beta2)));
            var step = m[i] * rate.MeanScale / (MathF.Sqrt(v[i] * rate.SquareScale) + Epsilon);
            w[i] -= (step + (w[i] * rate.Decay)) * rate.Rate;
        }
    }

    // The same for whole vectors, a count of them in numbers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveVectors(ref float w, ref float m, ref float v, ref float gradient, nuint count, AdamRate rate)
    {
        var (meanScale, squareScale) = (Vector512.Create(rate.MeanScale), Vector512.Create(rate.SquareScale));
        var (decay, length) = (Vector512.Create(rate.Decay), Vector512.Create(rate.Rate));
        for (nuint i = 0; i < count; i += (nuint)Vector512<float>.Count)
        {
            var g = Vector512.LoadUnsafe(ref gradient, i);
            var mean = Tiny.Flushed((Vector512.LoadUnsafe(ref m, i) * Beta1) + (g * (1 - Beta1)));
            var square = Tiny.Flushed((Vector512.LoadUnsafe(ref v, i) * Beta2) + (g * g * (1 - Beta2)));
            var old = Vector512.LoadUnsafe(ref w, i);
            var step = mean * meanScale / (Vector512.Sqrt(square * squareScale) + Vector512.Create(Epsilon));
            (old - ((step + (old * decay)) * length)).StoreUnsafe(ref w, i);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
        }
    }

    /// <summary>The constants of one step.</summary>
    /// <param name="learningRate">Learning rate.</param>
    /// <param name="decay">Weight decay, a share of the weight per unit of learning rate.</param>
    /// <param name="step">Number of this step, from 1.</param>
    internal static AdamRate RateAt(double learningRate, double decay, long step) => new(
        (float)learningRate, (float)decay, (float)(1 / (1 - Math.Pow(Beta1, step))), (float)(1 / (1 - Math.Pow(Beta2, step))));
}

/// <summary>Learning rate, weight decay, and the corrections for the running means' start at zero.</summary>
public readonly record struct AdamRate(float Rate, float Decay, float MeanScale, float SquareScale);
