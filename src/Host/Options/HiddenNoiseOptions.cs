using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Options;

/// <summary>Noise on what hidden cells send on, and what is done against it: pooled cells and ghosts.</summary>
internal sealed class HiddenNoiseOptions : OptionGroup
{
    private const string Pool = "cells of a hidden unit, whose outputs are averaged";
    private const string Ghosts = "ghost cells of each hidden layer: they get no current and estimate the noise that all cells share";

    private readonly Option<string?> _noise;
    private readonly Option<int> _pool, _ghosts;

    /// <summary>Declares the options.</summary>
    /// <param name="when">When the noise acts, for the help page.</param>
    /// <param name="standard">What stands where nothing is given, for the help page: <c>the run's</c>; null for no noise.</param>
    public HiddenNoiseOptions(string when, string? standard = null)
    {
        _noise = Make.Text(
            "--hidden-noise", "KIND:D,...",
            Make.Told(
                $"Gaussian noise on hidden outputs {when}: additive or multiplicative, -correlated for one value for all cells of a layer; "
                    + "standard deviation √(2D)",
                standard ?? "none"));
        _pool = standard is null ? Make.Whole("--pool", "K", Pool, 1) : Make.Whole("--pool", "K", Pool, standard);
        _ghosts = standard is null ? Make.Whole("--ghosts", "G", Ghosts, 0) : Make.Whole("--ghosts", "G", Ghosts, standard);
    }

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
