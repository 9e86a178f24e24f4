using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Data;

/// <summary>
/// Draws polylines with a soft round pen into an image of 28x28 bytes as MNIST's are made: the ink fills a box of 20 pixels, and
/// its centre of mass is the middle of the image.
/// </summary>
internal static class DigitPainter
{
    /// <summary>Height and width of an image, pixels.</summary>
    public const int Size = 28;

    private const double Box = 20, Middle = 13.5;

    // The pen's edge goes from full ink to none over this many pixels.
    private const double Softness = 1.0;

    // Pixels of a row that are measured at once.
    private const int Together = 4;

    private static readonly Vector256<double> Columns = Vector256.Create(0.0, 1, 2, 3);

    /// <summary>Draws a digit.</summary>
    /// <param name="strokes">Polylines, in any unit and place.</param>
    /// <param name="radius">Half the pen's width, pixels.</param>
    /// <param name="ink">The brightest a pixel can be, 0 to 1.</param>
    /// <param name="image">Size × Size bytes, row by row; overwritten.</param>
    public static void Paint(List<PenPoint[]> strokes, double radius, double ink, Span<byte> image)
    {
        FitIntoBox(strokes, Box - (2 * radius));
        Span<double> covered = stackalloc double[Size * Size];
        Cover(strokes, radius, covered);
        var centre = CentreOfMass(covered);
        Shift(strokes, Middle - centre.X, Middle - centre.Y);
        Cover(strokes, radius, covered);
        for (var i = 0; i < image.Length; i++)
        {
            image[i] = covered[i] > 0 ? (byte)((255 * ink * covered[i]) + 0.5) : (byte)0;
        }
    }

    private static void FitIntoBox(List<PenPoint[]> strokes, double box)
    {
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var point in strokes.SelectMany(stroke => stroke))
        {
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
        }

        var scale = box / Math.Max(right - left, bottom - top);
        foreach (var stroke in strokes)
        {
            for (var i = 0; i < stroke.Length; i++)
            {
                stroke[i] = new PenPoint(
                    Middle + ((stroke[i].X - ((left + right) / 2)) * scale), Middle + ((stroke[i].Y - ((top + bottom) / 2)) * scale));
            }
        }
    }

    private static void Shift(List<PenPoint[]> strokes, double dx, double dy)
    {
        foreach (var stroke in strokes)
        {
            for (var i = 0; i < stroke.Length; i++)
            {
                stroke[i] = new PenPoint(stroke[i].X + dx, stroke[i].Y + dy);
            }
        }
    }

    // How much of each pixel the pen covers, 0 to 1: that follows from the distance of the pixel's middle to the nearest stroke.
    private static void Cover(List<PenPoint[]> strokes, double radius, Span<double> covered)
    {
        var reach = radius + Softness;
        covered.Fill(reach * reach);
        foreach (var stroke in strokes)
        {
            for (var i = 0; i + 1 < stroke.Length; i++)
            {
                Measure(stroke[i], stroke[i + 1], reach, covered);
            }
        }

        foreach (ref var pixels in MemoryMarshal.Cast<double, Vector256<double>>(covered))
        {
            var inside = Vector256.Create(radius + (Softness / 2)) - Vector256.Sqrt(pixels);
            pixels = Vector256.Min(Vector256.Max(inside / Softness, Vector256<double>.Zero), Vector256<double>.One);
        }
    }

    // Lessens the squares of distances to what they are to a piece of a stroke. Pixels a little beyond the reach are measured too: nothing covers them.
    private static void Measure(PenPoint from, PenPoint to, double reach, Span<double> squares)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = (dx * dx) + (dy * dy);
        var inverse = length > 0 ? 1 / length : 0;
        var (left, right) = Range(from.X, to.X, reach);
        var (top, bottom) = Range(from.Y, to.Y, reach);
        for (var y = top; y <= bottom; y++)
        {
            var py = y - from.Y;
            for (var x = left; x <= right; x += Together)
            {
                var first = Math.Min(x, Size - Together);
                var px = Columns + Vector256.Create((double)first) - Vector256.Create(from.X);
                var along = Vector256.Min(Vector256.Max(((px * dx) + Vector256.Create(py * dy)) * inverse, Vector256<double>.Zero), Vector256<double>.One);
                var (ex, ey) = (px - (along * dx), Vector256.Create(py) - (along * dy));
                ref var square = ref squares[(y * Size) + first];
                Vector256.Min(Vector256.LoadUnsafe(ref square), (ex * ex) + (ey * ey)).StoreUnsafe(ref square);
            }
        }
    }

    private static (int First, int Last) Range(double a, double b, double reach) => (
        Math.Clamp((int)Math.Ceiling(Math.Min(a, b) - reach), 0, Size - 1),
        Math.Clamp((int)Math.Floor(Math.Max(a, b) + reach), 0, Size - 1));

    private static PenPoint CentreOfMass(ReadOnlySpan<double> covered)
    {
        double mass = 0, sumX = 0, sumY = 0;
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var ink = covered[(y * Size) + x];
                mass += ink;
                sumX += ink * x;
                sumY += ink * y;
            }
        }

        return new PenPoint(sumX / mass, sumY / mass);
    }
}
