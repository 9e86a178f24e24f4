namespace FhnHw.Training.Augmentation;

/// <summary>
/// The augmentation of one image: scaled, sheared and rotated about its middle, distorted elastically, then shifted. The default changes nothing.
/// </summary>
/// <param name="Down">Whole pixels down.</param>
/// <param name="Right">Whole pixels to the right.</param>
/// <param name="Rotation">Radians, against the clock.</param>
public readonly record struct ImageTransform(int Down, int Right, double Rotation = 0)
{
    /// <summary>By which share the image becomes taller; more than -1.</summary>
    public double Taller { get; init; }

    /// <summary>By which share the image becomes wider; more than -1.</summary>
    public double Wider { get; init; }

    /// <summary>Shear along the rows, radians: the top leans to the right; within ±π/2.</summary>
    public double Shear { get; init; }

    /// <summary>The elastic distortion; null for none.</summary>
    public ElasticField? Elastic { get; init; }

    /// <summary>Pixels down, in parts of 2^-16, beside the whole ones; below 8192 either way.</summary>
    public double PartDown { get; init; }

    /// <summary>Pixels to the right, in the same way.</summary>
    public double PartRight { get; init; }

    /// <summary>Draws the noise of the elastic distortion.</summary>
    public uint NoiseSeed { get; init; }

    /// <summary>True where more than the shift by whole pixels changes the image, so that <see cref="Resampler"/> has to work.</summary>
    internal bool Resamples => Rotation != 0 || Taller != 0 || Wider != 0 || Shear != 0 || Elastic is not null
        || PartDown != 0 || PartRight != 0;
}
