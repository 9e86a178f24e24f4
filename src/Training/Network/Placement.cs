namespace FhnHw.Training.Network;

/// <summary>The augmentation of one image: rotated about its middle, then shifted.</summary>
/// <param name="Down">Pixels down.</param>
/// <param name="Right">Pixels to the right.</param>
/// <param name="Rotation">Radians, against the clock.</param>
public readonly record struct Placement(int Down, int Right, double Rotation = 0)
{
    /// <summary>Rotates an image; pixels from outside it are zero.</summary>
    /// <param name="image">Grey values, row by row.</param>
    /// <param name="columns">Pixels of a row.</param>
    /// <param name="rotated">Gets as many grey values, interpolated bilinearly and rounded; a blank image stays blank.</param>
    public void RotateImage(ReadOnlySpan<byte> image, int columns, Span<byte> rotated)
    {
        var rows = image.Length / columns;
        var (sine, cosine) = ((float)Math.Sin(Rotation), (float)Math.Cos(Rotation));
        var (middleRow, middleColumn) = ((rows - 1) / 2f, (columns - 1) / 2f);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                // Where the pixel comes from: rows count downwards, so that an anticlockwise rotation has the opposite sign here.
                var (down, right) = (row - middleRow, column - middleColumn);
                var fromRow = middleRow + (cosine * down) + (sine * right);
                var fromColumn = middleColumn + (cosine * right) - (sine * down);
                var (top, left) = ((int)MathF.Floor(fromRow), (int)MathF.Floor(fromColumn));
                var (below, beside) = (fromRow - top, fromColumn - left);
                var upper = Between(At(image, top, left), At(image, top, left + 1), beside);
                var lower = Between(At(image, top + 1, left), At(image, top + 1, left + 1), beside);
                rotated[(row * columns) + column] = (byte)MathF.Round(Between(upper, lower, below));
            }
        }

        float At(ReadOnlySpan<byte> pixels, int row, int column) =>
            row >= 0 && row < rows && column >= 0 && column < columns ? pixels[(row * columns) + column] : 0;

        static float Between(float first, float second, float share) => first + ((second - first) * share);
    }
}
