using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Options;

/// <summary>Augmentation of the training images.</summary>
internal sealed class AugmentationOptionGroup : OptionGroup
{
    private readonly Option<double> _shift, _rotation, _scaling, _shear, _elastic, _sigma, _end;

    /// <summary>Declares the options.</summary>
    /// <param name="standard">The defaults.</param>
    public AugmentationOptionGroup(TrainingOptions standard)
    {
        _shift = Make.Real(
            "--shift", "N", "augmentation: random translation by up to N pixels; by parts of a pixel where N is no whole number", standard.Shift);
        _rotation = Make.Real("--rotation", "DEG", "augmentation: random rotation by up to DEG degrees", standard.Rotation);
        _scaling = Make.Real("--scaling", "S", "augmentation: height and width times random factors from 1 - S to 1 + S", standard.Scaling);
        _shear = Make.Real("--shear", "DEG", "augmentation: random shear along the rows by up to DEG degrees", standard.Shear);
        _elastic = Make.Real("--elastic", "ALPHA", "augmentation: elastic distortion, pixels; 34 is usual for MNIST", standard.Elastic);
        _sigma = Make.Real("--elastic-sigma", "SIGMA", "pixels over which the elastic distortion is smooth", standard.ElasticSigma);
        _end = Make.Real(
            "--augmentation-end", "S", "augmentation: its strength at the end, 0 to 1; from half of the epochs on it falls evenly", standard.AugmentationEnd);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_shift, _rotation, _scaling, _shear, _elastic, _sigma, _end];

    /// <summary>Adds the augmentation; <paramref name="standard"/>'s values stand where none were given.</summary>
    /// <exception cref="InvalidSettingException">A value is out of range.</exception>
    public TrainingOptions Read(ParseResult arguments, TrainingOptions standard)
    {
        var options = standard with
        {
            Shift = arguments.ValueOr(_shift, standard.Shift),
            Rotation = arguments.ValueOr(_rotation, standard.Rotation),
            Scaling = arguments.ValueOr(_scaling, standard.Scaling),
            Shear = arguments.ValueOr(_shear, standard.Shear),
            Elastic = arguments.ValueOr(_elastic, standard.Elastic),
            ElasticSigma = arguments.ValueOr(_sigma, standard.ElasticSigma),
            AugmentationEnd = arguments.ValueOr(_end, standard.AugmentationEnd),
        };
        options.CheckAugmentation();
        return Used(arguments, options);
    }

    // An option that would do nothing is a mistake.
    private TrainingOptions Used(ParseResult arguments, TrainingOptions options)
    {
        if (arguments.GetResult(_sigma) is { Implicit: false } && options.Elastic == 0)
        {
            throw new InvalidSettingException("--elastic-sigma is the smoothness of an elastic distortion; give --elastic too, or leave it out.");
        }

        var fades = options is not { Rotation: 0, Scaling: 0, Shear: 0, Elastic: 0 } || !double.IsInteger(options.Shift);
        return fades || arguments.GetResult(_end) is not { Implicit: false } ? options : throw new InvalidSettingException(
            "--augmentation-end lets an augmentation fade, and there is none that does; give one such as --elastic 22 too, or leave it out.");
    }
}
