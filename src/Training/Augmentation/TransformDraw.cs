namespace FhnHw.Training.Augmentation;

/// <summary>Draws the transforms of an epoch.</summary>
/// <param name="ranges">How far they go.</param>
/// <param name="rows">Height of the images, pixels.</param>
/// <param name="columns">Width of the images, pixels.</param>
internal sealed class TransformDraw(AugmentationRanges ranges, int rows, int columns)
{
    private const double RadiansPerDegree = Math.PI / 180;

    private readonly ElasticField? _elastic = ranges.Elastic == 0 ? null : new ElasticField(ranges.Elastic, ranges.ElasticSigma, rows, columns);

    /// <summary>True where anything moves an image.</summary>
    public bool Moves => ranges is not { Shift: 0, OnlyShift: true };

    /// <summary>Draws one transform an image. Neither kind of random numbers changes what is drawn from the other.</summary>
    /// <param name="transforms">Gets the transforms, one an image.</param>
    /// <param name="motion">Gives shifts, and after them rotations.</param>
    /// <param name="distortion">Gives scalings, shears, the seeds of elastic distortions, and shifts by parts of a pixel.</param>
    public void Draw(Span<ImageTransform> transforms, Random motion, Random distortion)
    {
        transforms.Clear();
        for (var i = 0; ranges.Shift != 0 && i < transforms.Length; i++)
        {
            transforms[i] = new ImageTransform(motion.Next(-ranges.Shift, ranges.Shift + 1), motion.Next(-ranges.Shift, ranges.Shift + 1));
        }

        for (var i = 0; ranges.Rotation != 0 && i < transforms.Length; i++)
        {
            transforms[i] = transforms[i] with { Rotation = EitherWay(ranges.Rotation * RadiansPerDegree, motion) };
        }

        for (var i = 0; ranges.Distorts && i < transforms.Length; i++)
        {
            // All are drawn even where some do nothing, so that the others stay the same.
            transforms[i] = transforms[i] with
            {
                Taller = EitherWay(ranges.Scaling, distortion),
                Wider = EitherWay(ranges.Scaling, distortion),
                Shear = EitherWay(ranges.Shear * RadiansPerDegree, distortion),
                NoiseSeed = (uint)(distortion.NextDouble() * (1L << 32)),
                Elastic = _elastic,
                PartDown = EitherWay(ranges.PartShift, distortion),
                PartRight = EitherWay(ranges.PartShift, distortion),
            };
        }
    }

    private static double EitherWay(double most, Random random) => most * ((2 * random.NextDouble()) - 1);
}
