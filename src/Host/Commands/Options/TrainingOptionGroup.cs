using System.CommandLine;
using FhnHw.Host.Training;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Commands.Options;

/// <summary>Network and optimiser.</summary>
internal sealed class TrainingOptionGroup : OptionGroup
{
    private static readonly TrainingOptions Standard = new();

    private readonly Option<string?> _layer = Make.Text("--layer", "linear|sigmoid", "what stands between a cell's x and the output weights (linear)");
    private readonly Option<int> _hidden = Make.Whole("--hidden", "N", "cells", Standard.Hidden);
    private readonly Option<int> _epochs = Make.Whole("--epochs", "N", "passes over the images", Standard.Epochs);
    private readonly Option<int> _batch = Make.Whole("--batch", "N", "images of a step", Standard.Batch);
    private readonly Option<double> _rate = Make.Real("--learning-rate", "R", "Adam's step length", Standard.LearningRate);
    private readonly Option<string?> _schedule = Make.Text("--schedule", "cosine|constant", "how the step length goes (cosine)");
    private readonly Option<bool> _bias = Make.Flag("--bias", "learn biases too");
    private readonly Option<double> _decay = Make.Real("--weight-decay", "R", "decoupled weight decay", Standard.WeightDecay);
    private readonly Option<int> _shift = Make.Whole("--shift", "N", "move images by up to N pixels each way, anew each epoch", Standard.Shift);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_epochs, _layer, _hidden, _batch, _rate, _schedule, _shift, _bias, _decay];

    /// <summary>The options; a preset's values stand where none were given.</summary>
    /// <exception cref="InvalidSettingException">A value is out of range.</exception>
    public TrainingOptions Read(ParseResult arguments, Preset preset, int seed)
    {
        var standard = preset.Training;
        var options = standard with
        {
            Activation = arguments.GetValue(_layer) switch
            {
                null => standard.Activation,
                "linear" => Activation.Linear,
                "sigmoid" => Activation.Sigmoid,
                var other => throw new InvalidSettingException($"There is no layer '{other}'; give linear or sigmoid."),
            },
            Schedule = arguments.GetValue(_schedule) switch
            {
                null => standard.Schedule,
                "cosine" => Schedule.Cosine,
                "constant" => Schedule.Constant,
                var other => throw new InvalidSettingException($"There is no schedule '{other}'; give cosine or constant."),
            },
            Hidden = arguments.ValueOr(_hidden, standard.Hidden),
            Epochs = arguments.ValueOr(_epochs, standard.Epochs),
            Batch = arguments.ValueOr(_batch, standard.Batch),
            LearningRate = arguments.ValueOr(_rate, standard.LearningRate),
            WeightDecay = arguments.ValueOr(_decay, standard.WeightDecay),
            Shift = arguments.ValueOr(_shift, standard.Shift),
            Bias = arguments.GetValue(_bias) || standard.Bias,
            Seed = seed,
        };
        InvalidSettingException.ThrowIfOutside("number of cells", options.Hidden, 1, 65_536);
        InvalidSettingException.ThrowIfOutside("number of epochs", options.Epochs, 0, 100_000);
        InvalidSettingException.ThrowIfOutside("batch", options.Batch, 1, 65_536, "images");
        InvalidSettingException.ThrowIfOutside("learning rate", options.LearningRate, 1e-9, 1);
        InvalidSettingException.ThrowIfOutside("weight decay", options.WeightDecay, 0, 10);
        InvalidSettingException.ThrowIfOutside("shift", options.Shift, 0, 16, "pixels");
        return options;
    }
}
