using System.Runtime.Intrinsics;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Models;

namespace FhnHw.Kernels.Float;

/// <summary>Runs one block of cells through a whole run: four vectors in flight hide the latency of the fused products.</summary>
internal sealed unsafe class FloatBlock<TModel>(ArraySettings settings) : IFloatBlock
    where TModel : struct, ISlopes<double>
{
    private const int Lanes = IFloatBlock.Cells / 4;

    private readonly FloatStep<TModel> _step = new(settings.Format.Dt);
    private readonly Window _window = settings.Window;

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<FloatCell> cells, double* trace, int rowLength, Span<double> sums)
    {
        var step = _step;
        var (s0, s1, s2, s3) = Load(cells, cell => cell.Drive);
        var (g0, g1, g2, g3) = Load(cells, cell => cell.Rate);
        var (x0, x1, x2, x3) = Load(cells, cell => cell.X);
        var (y0, y1, y2, y3) = Load(cells, cell => cell.Y);
        for (var n = 0; n < _window.TransientSteps; n++)
        {
            step.Advance(ref x0, ref y0, s0, g0);
            step.Advance(ref x1, ref y1, s1, g1);
            step.Advance(ref x2, ref y2, s2, g2);
            step.Advance(ref x3, ref y3, s3, g3);
        }

        Vector512<double> sum0, sum1, sum2, sum3;
        sum0 = sum1 = sum2 = sum3 = Vector512<double>.Zero;
        var untilSample = 0;
        for (var n = 0; n < _window.Steps; n++)
        {
            if (trace != null && untilSample-- == 0)
            {
                x0.Store(trace);
                x1.Store(trace + Lanes);
                x2.Store(trace + (2 * Lanes));
                x3.Store(trace + (3 * Lanes));
                trace += rowLength;
                untilSample = _window.Stride - 1;
            }

            sum0 += x0;
            sum1 += x1;
            sum2 += x2;
            sum3 += x3;
            step.Advance(ref x0, ref y0, s0, g0);
            step.Advance(ref x1, ref y1, s1, g1);
            step.Advance(ref x2, ref y2, s2, g2);
            step.Advance(ref x3, ref y3, s3, g3);
        }

        sum0.CopyTo(sums);
        sum1.CopyTo(sums[Lanes..]);
        sum2.CopyTo(sums[(2 * Lanes)..]);
        sum3.CopyTo(sums[(3 * Lanes)..]);
    }

    private static (Vector512<double> V0, Vector512<double> V1, Vector512<double> V2, Vector512<double> V3) Load(
        ReadOnlySpan<FloatCell> cells, Func<FloatCell, double> value)
    {
        Span<double> values = stackalloc double[IFloatBlock.Cells];
        for (var cell = 0; cell < IFloatBlock.Cells; cell++)
        {
            values[cell] = value(cells[cell]);
        }

        return (Vector(values, 0), Vector(values, 1), Vector(values, 2), Vector(values, 3));
    }

    private static Vector512<double> Vector(ReadOnlySpan<double> values, int vector) =>
        Vector512.Create(values.Slice(vector * Lanes, Lanes));
}
