using FhnHw.Training.Augmentation;

namespace FhnHw.Training.Tests.Augmentation;

/// <summary>The formulas of augmentation in double precision, pixel by pixel.</summary>
internal static class SlowReference
{
    /// <summary>The elastic displacement of a pixel, pixels down or to the right.</summary>
    /// <param name="noise">Noise in [-1, 1] of one axis, row by row.</param>
    /// <param name="columns">Pixels of a row.</param>
    /// <param name="row">The pixel's row.</param>
    /// <param name="column">The pixel's column.</param>
    /// <param name="alpha">Factor, pixels.</param>
    /// <param name="sigma">Standard deviation of the Gaussian, pixels.</param>
    public static double Displacement(double[] noise, int columns, int row, int column, double alpha, double sigma)
    {
        var sum = 0.0;
        for (var i = 0; i < noise.Length; i++)
        {
            var (down, right) = ((i / columns) - row, (i % columns) - column);
            sum += noise[i] * Math.Exp(-((down * down) + (right * right)) / (2 * sigma * sigma));
        }

        var reach = (int)Math.Ceiling(6 * sigma);
        var area = Enumerable.Range(-reach, (2 * reach) + 1).Sum(distance => Math.Exp(-distance * distance / (2 * sigma * sigma)));
        return alpha * sum / (area * area);
    }

    /// <summary>The transformed image, not rounded.</summary>
    public static double[] Resample(byte[] image, int rows, int columns, ImageTransform transform)
    {
        var displacements = DrawnField(transform, rows, columns);
        return [.. Enumerable.Range(0, image.Length).Select(i =>
        {
            // Rotation is undone first, then shear, then scaling.
            var (y, x) = ((i / columns) - ((rows - 1) / 2.0), (i % columns) - ((columns - 1) / 2.0));
            var (sine, cosine) = (Math.Sin(transform.Rotation), Math.Cos(transform.Rotation));
            (y, x) = ((cosine * y) + (sine * x), (cosine * x) - (sine * y));
            x += Math.Tan(transform.Shear) * y;
            (y, x) = ((y / (1 + transform.Taller)) + ((rows - 1) / 2.0), (x / (1 + transform.Wider)) + ((columns - 1) / 2.0));
            return At(image, rows, columns, y + displacements[0][i], x + displacements[1][i]);
        })];
    }

    /// <summary>The displacements that a transform draws, pixels: down, then to the right.</summary>
    public static double[][] DrawnField(ImageTransform transform, int rows, int columns)
    {
        var field = transform.Elastic!;
        var drawn = new float[field.Length];
        field.Draw(transform.NoiseSeed, drawn);
        return [.. new[] { 0, 1 }.Select(axis => Enumerable.Range(0, rows * columns)
            .Select(i => drawn[(((2 * (i / columns)) + axis) * field.Stride) + (i % columns)] / 65536.0).ToArray())];
    }

    private static double At(byte[] image, int rows, int columns, double y, double x)
    {
        var (top, left) = ((int)Math.Floor(y), (int)Math.Floor(x));
        var sum = 0.0;
        for (var row = top; row <= top + 1; row++)
        {
            for (var column = left; column <= left + 1; column++)
            {
                var inside = row >= 0 && row < rows && column >= 0 && column < columns;
                sum += inside ? image[(row * columns) + column] * (1 - Math.Abs(y - row)) * (1 - Math.Abs(x - column)) : 0;
            }
        }

        return sum;
    }
}
