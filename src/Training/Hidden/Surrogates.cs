using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Training.Hidden;

/// <summary>
/// A sigmoid in the cell's place, as in the paper: activation = sigmoid(u) with u = tanh(sum), so the slope is
/// s(u)(1 - s(u)) · (1 - u²). With a sigmoid readout it is multiplied by the slope of g, h(1 - h).
/// </summary>
public sealed class SigmoidSurrogate(Nonlinearity nonlinearity) : ISurrogate
{
    /// <inheritdoc/>
    public string Name => "sigmoid";

    /// <inheritdoc/>
    public void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes)
    {
        TensorPrimitives.Tanh(sums, slopes);
        var i = 0;
        for (; Exponential.HasVectors && i <= slopes.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var u = Vector512.Create<float>(slopes[i..]);
            var s = Vector512<float>.One / (Vector512<float>.One + Exponential.Of(-u));
            (s * (Vector512<float>.One - s) * (Vector512<float>.One - (u * u))).CopyTo(slopes[i..]);
        }

        for (; i < slopes.Length; i++)
        {
            var u = slopes[i];
            var s = 1 / (1 + Exponential.Of(-u));
            slopes[i] = s * (1 - s) * (1 - (u * u));
        }

        NonlinearitySlope.Multiply(nonlinearity, activations, slopes);
    }
}

/// <summary>
/// The cell's time-mean, exact up to the window's ends: ⟨x⟩ = -(a + gamma·u), so the slope is -gamma · (1 - u²). With a sigmoid
/// readout it is multiplied by the slope of g, h(1 - h).
/// </summary>
public sealed class MeanFieldSurrogate(double gamma, Nonlinearity nonlinearity) : ISurrogate
{
    /// <inheritdoc/>
    public string Name => "meanfield";

    /// <inheritdoc/>
    public void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes)
    {
        TensorPrimitives.Tanh(sums, slopes);
        TensorPrimitives.Multiply(slopes, slopes, slopes);
        TensorPrimitives.Subtract(1, slopes, slopes);
        TensorPrimitives.Multiply(slopes, MeanLaw.Slope(gamma, 0), slopes);
        NonlinearitySlope.Multiply(nonlinearity, activations, slopes);
    }
}

/// <summary>
/// The measured response curve, smoothed over a few codes: slope = d activation / du · (1 - u²). With per-cell parameters each cell has its
/// curve.
/// </summary>
public sealed class MeasuredSurrogate : ISurrogate
{
    // Half-width of the straight line fitted to the curve, as a share of its length.
    private const double Reach = 0.02;

    private readonly float[] _slope; // [code · cells + cell]
    private readonly float _max;
    private readonly int _cells;

    /// <summary>Takes the slope of a curve.</summary>
    /// <param name="activations">The activation at each code, in order; with several curves that of each cell, [code · cells + cell].</param>
    /// <param name="codes">The codes.</param>
    public MeasuredSurrogate(ReadOnlySpan<float> activations, CurrentCodes codes)
    {
        _max = codes.MaxCode;
        _cells = activations.Length / codes.Count;
        _slope = new float[activations.Length];
        var curve = new float[codes.Count];
        var reach = Math.Max(1, (int)Math.Round(Reach * curve.Length));
        for (var cell = 0; cell < _cells; cell++)
        {
            for (var i = 0; i < curve.Length; i++)
            {
                curve[i] = activations[(i * _cells) + cell];
            }

            for (var i = 0; i < curve.Length; i++)
            {
                var (first, last) = (Math.Max(0, i - reach), Math.Min(curve.Length - 1, i + reach));
                _slope[(i * _cells) + cell] = LineSlope(curve.AsSpan(first..(last + 1))) * _max;
            }
        }
    }

    /// <inheritdoc/>
    public string Name => "measured";

    /// <inheritdoc/>
    public void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes)
    {
        TensorPrimitives.Tanh(sums, slopes);
        for (var i = 0; i < slopes.Length; i++)
        {
            var u = slopes[i];
            slopes[i] = _slope[((int)(MathF.Round(u * _max) + _max) * _cells) + (i % _cells)] * (1 - (u * u));
        }
    }

    // The slope of the least-squares line through equally spaced points.
    private static float LineSlope(ReadOnlySpan<float> values)
    {
        var middle = (values.Length - 1) / 2.0;
        double product = 0, square = 0;
        for (var i = 0; i < values.Length; i++)
        {
            product += (i - middle) * values[i];
            square += (i - middle) * (i - middle);
        }

        return (float)(product / square);
    }
}

/// <summary>The slope of the readout non-linearity at its mean.</summary>
internal static class NonlinearitySlope
{
    /// <summary>Multiplies slopes by h(1 - h) for the sigmoid readout, by 1 for the linear one.</summary>
    public static void Multiply(Nonlinearity nonlinearity, ReadOnlySpan<float> activations, Span<float> slopes)
    {
        if (nonlinearity == Nonlinearity.Linear)
        {
            return;
        }

        var i = 0;
        for (; i <= slopes.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var h = Vector512.Create(activations[i..]);
            (Vector512.Create<float>(slopes[i..]) * (h * (Vector512<float>.One - h))).CopyTo(slopes[i..]);
        }

        for (; i < slopes.Length; i++)
        {
            slopes[i] *= activations[i] * (1 - activations[i]);
        }
    }
}
