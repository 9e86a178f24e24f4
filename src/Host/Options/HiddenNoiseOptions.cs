using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Options;

/// <summary>Noise on what hidden cells send on, and what is done against it: pooled cells and ghosts.</summary>
internal sealed class HiddenNoiseOptions : OptionGroup
{
    private readonly Option<int> _pool = Make.Whole("--pool", "K", "cells of a hidden unit, whose outputs are averaged", 1);
    private readonly Option<int> _ghosts = Make.Whole(
        "--ghosts", "G", "ghost cells of each hidden layer: they get no current and estimate the noise that all cells share", 0);

    private readonly Option<string?> _noise;

    /// <summary>Declares the options.</summary>
    /// <param name="when">When the noise acts, for the help page.</param>
    public HiddenNoiseOptions(string when) => _noise = Make.Text(
        "--hidden-noise", "KIND:D,...",
        $"Gaussian noise on hidden outputs {when}: additive or multiplicative, -correlated for one value for all cells of a layer; "
        + "standard deviation √(2D)");

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_noise, _pool, _ghosts];

    /// <summary>Options of a training with what was given here; the others stay.</summary>
    /// <exception cref="InvalidSettingException">A value is out of range.</exception>
    public TrainingOptions Read(ParseResult arguments, TrainingOptions standard)
    {
        var options = standard with
        {
            HiddenNoise = arguments.GetValue(_noise) is { } noise ? HiddenNoise.Parse(noise) : standard.HiddenNoise,
            Pool = arguments.ValueOr(_pool, standard.Pool),
            Ghosts = arguments.ValueOr(_ghosts, standard.Ghosts),
        };
        UnitLayout.Check(options.Pool, options.Ghosts);
        return options;
    }
}
