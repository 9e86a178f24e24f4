namespace FhnHw.Training.Augmentation;

/// <summary>How far the augmentation of an epoch goes; 0 leaves out each kind.</summary>
/// <param name="Shift">Translation by up to so many whole pixels each way.</param>
/// <param name="PartShift">Translation by up to so many pixels each way, parts of them too.</param>
/// <param name="Rotation">Rotation by up to so many degrees each way.</param>
/// <param name="Scaling">Scaling of height and of width, each by a factor from 1 - Scaling to 1 + Scaling; less than 1.</param>
/// <param name="Shear">Shear along the rows by up to so many degrees each way; less than 90.</param>
/// <param name="Elastic">alpha of the elastic distortion, pixels: the factor of the smoothed noise (<see cref="ElasticField"/>).</param>
/// <param name="ElasticSigma">Standard deviation of the Gaussian that smooths the noise, pixels.</param>
public readonly record struct AugmentationRanges(
    int Shift, double PartShift, double Rotation, double Scaling, double Shear, double Elastic, double ElasticSigma)
{
    /// <summary>True where an image is moved by whole pixels at most.</summary>
    internal bool OnlyShift => Rotation == 0 && !Distorts;

    /// <summary>True where images are scaled, sheared, distorted elastically or moved by parts of a pixel.</summary>
    internal bool Distorts => PartShift != 0 || Scaling != 0 || Shear != 0 || Elastic != 0;
}
