namespace FhnHw.Training.Augmentation;

/// <summary>
/// The 2 × 2 matrix from a pixel's place to the place that it comes from, both from the middle of the image. Its elements are whole numbers of
/// 2^-15, so that the last bits of a platform's sine, cosine and tangent do not matter.
/// </summary>
/// <param name="RowByRow">Rows of the source for each row down.</param>
/// <param name="RowByColumn">Rows of the source for each column to the right.</param>
/// <param name="ColumnByRow">Columns of the source for each row down.</param>
/// <param name="ColumnByColumn">Columns of the source for each column to the right.</param>
internal readonly record struct SourceMap(int RowByRow, int RowByColumn, int ColumnByRow, int ColumnByColumn)
{
    /// <summary>The matrix that undoes a transform: first its rotation, then its shear, then its scaling.</summary>
    public static SourceMap Of(in ImageTransform transform)
    {
        // Rows count downwards, so that an anticlockwise rotation has the opposite sign here.
        var (sine, cosine) = Math.SinCos(transform.Rotation);
        var (slope, height, width) = (Math.Tan(transform.Shear), 1 + transform.Taller, 1 + transform.Wider);
        return new SourceMap(
            Fixed(cosine / height), Fixed(sine / height), Fixed(((slope * cosine) - sine) / width), Fixed(((slope * sine) + cosine) / width));
    }

    private static int Fixed(double element) => (int)Math.Round(element * 32768);
}
