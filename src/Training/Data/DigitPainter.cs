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

    /// <summary>Draws a digit.</summary>
    /// <param name="strokes">Polylines, in any unit and place.</param>
    /// <param name="radius">Half the pen's width, pixels.</param>
    /// <param name="ink">The brightest a pixel can be, 0 to 1.</param>
    /// <param name="image">Size × Size bytes, row by row; overwritten.</param>
    public static void Paint(List<PenPoint[]> strokes, double radius, double ink, Span<byte> image)
    {
        FitIntoBox(strokes, Box - (2 * radius));
        Span<double> distances = stackalloc double[Size * Size];
        Measure(strokes, radius + Softness, distances);
        var centre = CentreOfMass(distances, radius);
        Shift(strokes, Middle - centre.X, Middle - centre.Y);
        Measure(strokes, radius + Softness, distances);
        for (var i = 0; i < image.Length; i++)
        {
            image[i] = (byte)((255 * ink * Coverage(distances[i], radius)) + 0.5);
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

    // The distance from each pixel's middle to the nearest stroke, where that is within reach.
    private static void Measure(List<PenPoint[]> strokes, double reach, Span<double> distances)
    {
        distances.Fill(reach * reach);
        foreach (var stroke in strokes)
        {
            for (var i = 0; i + 1 < stroke.Length; i++)
            {
                Measure(stroke[i], stroke[i + 1], reach, distances);
            }
        }

        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Sqrt(distances[i]);
        }
    }

    private static void Measure(PenPoint from, PenPoint to, double reach, Span<double> squares)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = (dx * dx) + (dy * dy);
        var inverse = length > 0 ? 1 / length : 0;
        var (left, right) = Range(from.X, to.X, reach);
        var (top, bottom) = Range(from.Y, to.Y, reach);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var (px, py) = (x - from.X, y - from.Y);
                var along = Math.Clamp(((px * dx) + (py * dy)) * inverse, 0, 1);
                var (ex, ey) = (px - (along * dx), py - (along * dy));
                ref var square = ref squares[(y * Size) + x];
                square = Math.Min(square, (ex * ex) + (ey * ey));
            }
        }
    }

    private static (int First, int Last) Range(double a, double b, double reach) => (
        Math.Clamp((int)Math.Ceiling(Math.Min(a, b) - reach), 0, Size - 1),
        Math.Clamp((int)Math.Floor(Math.Max(a, b) + reach), 0, Size - 1));

    private static PenPoint CentreOfMass(ReadOnlySpan<double> distances, double radius)
    {
        double mass = 0, sumX = 0, sumY = 0;
        for (var i = 0; i < distances.Length; i++)
        {
            var ink = Coverage(distances[i], radius);
            mass += ink;
            sumX += ink * (i % Size);
            sumY += ink * (i / Size);
        }

        return new PenPoint(sumX / mass, sumY / mass);
    }

    private static double Coverage(double distance, double radius) =>
        Math.Clamp((radius + (Softness / 2) - distance) / Softness, 0, 1);
}
