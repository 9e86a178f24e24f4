using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Options;

/// <summary>Network and optimiser.</summary>
internal sealed class TrainingOptionGroup : OptionGroup
{
    private readonly bool _plain;
    private readonly ReadoutOption _readout = new();
    private readonly Option<int> _batch;
    private readonly Option<double> _rate, _decay, _dropout, _temporalCrop;
    private readonly Option<string?> _hidden, _schedule;
    private readonly AugmentationOptionGroup _augmentation;
    private readonly Option<bool> _bias = Make.Flag("--bias", "learn biases too");

    /// <summary>Declares the options.</summary>
    /// <param name="standard">The defaults.</param>
    /// <param name="plain">True for a network without cells, which has no readout non-linearity.</param>
    public TrainingOptionGroup(TrainingOptions standard, bool plain = false)
    {
        _plain = plain;
        _hidden = Make.Text("--hidden", "N[,N...]", Make.Told("cells of each hidden layer, from the images on", $"{standard.Hidden}"));
        Epochs = Make.Whole("--epochs", "N", "passes over the images", standard.Epochs);
        _batch = Make.Whole("--batch", "N", "mini-batch size, images", standard.Batch);
        _rate = Make.Real("--learning-rate", "R", "learning rate of Adam", standard.LearningRate);
        var schedule = standard.Schedule == Schedule.Cosine ? "cosine" : "constant";
        _schedule = Make.Text("--schedule", "cosine|constant", Make.Told("learning-rate schedule", schedule));
        _decay = Make.Real("--weight-decay", "R", "decoupled weight decay", standard.WeightDecay);
        _dropout = Make.Real("--dropout", "P", "share of hidden cells left out of each training image, 0 to 0.9", standard.Dropout);
        _augmentation = new AugmentationOptionGroup(standard);
        _temporalCrop = Make.Real(
            "--temporal-crop", "T", "time units, at a random place of the window, that the loss sees of an image; 0 for all", standard.TemporalCrop);
    }

    /// <summary>Passes over the images, which a run that is continued may have more of.</summary>
    public Option<int> Epochs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members =>
    [
        Epochs, .. _plain ? [] : _readout.Members, _hidden, _batch, _rate, _schedule, .. _augmentation.Members,
        _bias, _decay, _dropout, .. (Option[])(_plain ? [] : [_temporalCrop]),
    ];

    /// <summary>True where the user gave the temporal crop, and not a preset.</summary>
    public bool GivesTemporalCrop(ParseResult arguments) => arguments.GetResult(_temporalCrop) is { Implicit: false };

    /// <summary>The options; <paramref name="standard"/>'s values stand where none were given.</summary>
    /// <exception cref="InvalidSettingException">A value is out of range.</exception>
    public TrainingOptions Read(ParseResult arguments, TrainingOptions standard, int seed)
    {
        var options = standard with
        {
            Nonlinearity = (_plain ? null : _readout.Read(arguments)) ?? standard.Nonlinearity,
            Schedule = arguments.GetValue(_schedule) switch
            {
                null => standard.Schedule,
                "cosine" => Schedule.Cosine,
                "constant" => Schedule.Constant,
                var other => throw new InvalidSettingException($"There is no schedule '{other}'; give cosine or constant."),
            },
            Hidden = arguments.GetValue(_hidden) is { } hidden ? LayerSizes.Parse(hidden) : standard.Hidden,
            Epochs = arguments.ValueOr(Epochs, standard.Epochs),
            Batch = arguments.ValueOr(_batch, standard.Batch),
            LearningRate = arguments.ValueOr(_rate, standard.LearningRate),
            WeightDecay = arguments.ValueOr(_decay, standard.WeightDecay),
            Dropout = arguments.ValueOr(_dropout, standard.Dropout),
            TemporalCrop = _plain ? 0 : arguments.ValueOr(_temporalCrop, standard.TemporalCrop),
            Bias = arguments.GetValue(_bias) || standard.Bias,
            Seed = seed,
        };
        options.CheckRecipe();
        return _augmentation.Read(arguments, options);
    }
}
