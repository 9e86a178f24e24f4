using System.Runtime.Intrinsics;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Float;

/// <summary>Runs one block of single-precision cells: two vectors of 16. Sums of x are kept in double.</summary>
internal sealed unsafe class SingleBlock(ArraySettings settings) : IFloatBlock
{
    private const int Lanes = 16;

    private readonly SingleStep<FloatModel> _step = new(settings.Parameters.Eps, settings.Format.Dt);
    private readonly Window _window = settings.Window;

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<FloatCell> cells, double* trace, int rowLength, Span<double> sums)
    {
        var step = _step;
        var (s0, s1) = (Load(cells[..Lanes]), Load(cells[Lanes..]));
        Vector512<float> x0, x1, y0, y1;
        x0 = x1 = Vector512.Create((float)settings.Parameters.X0);
        y0 = y1 = Vector512.Create((float)settings.Parameters.Y0);
        for (var n = 0; n < _window.TransientSteps; n++)
        {
            step.Advance(ref x0, ref y0, s0);
            step.Advance(ref x1, ref y1, s1);
        }

        Span<Vector512<double>> sum = stackalloc Vector512<double>[4];
        sum.Clear();
        var untilSample = 0;
        for (var n = 0; n < _window.Steps; n++)
        {
            var ((a, b), (c, d)) = (Vector512.Widen(x0), Vector512.Widen(x1));
            if (trace != null && untilSample-- == 0)
            {
                a.Store(trace);
                b.Store(trace + (Lanes / 2));
                c.Store(trace + Lanes);
                d.Store(trace + (3 * Lanes / 2));
                trace += rowLength;
                untilSample = _window.Stride - 1;
            }

            sum[0] += a;
            sum[1] += b;
            sum[2] += c;
            sum[3] += d;
            step.Advance(ref x0, ref y0, s0);
            step.Advance(ref x1, ref y1, s1);
        }

        for (var part = 0; part < sum.Length; part++)
        {
            sum[part].CopyTo(sums[(part * Lanes / 2)..]);
        }
    }

    private static Vector512<float> Load(ReadOnlySpan<FloatCell> cells)
    {
        Span<float> narrow = stackalloc float[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            narrow[lane] = (float)cells[lane].Drive;
        }

        return Vector512.Create<float>(narrow);
    }
}
