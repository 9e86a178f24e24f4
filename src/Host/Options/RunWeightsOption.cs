using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Options;

/// <summary><c>--best</c>: which weights of a run, those of the last epoch or of the best one.</summary>
internal sealed class RunWeightsOption : OptionGroup
{
    private readonly Option<bool> _best = Make.Flag("--best", "the weights of the best epoch by validation, instead of the last epoch's");

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_best];

    /// <summary>The file of the weights.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <exception cref="InvalidSettingException">The folder has several runs, or no best epoch.</exception>
    public string Read(ParseResult arguments, string folder, RunSettings configuration)
    {
        CheckSingle(folder, configuration);
        return !arguments.GetValue(_best) ? RunFolder.Weights(folder)
            : configuration.Validate > 0 ? RunFolder.BestWeights(folder)
            : throw new InvalidSettingException(
                $"{folder} was trained without validation, so no epoch was kept as the best; leave out --best, or train with --validate.");
    }

    /// <summary>Checks that a folder holds one run.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <exception cref="InvalidSettingException">The folder has several runs.</exception>
    public static void CheckSingle(string folder, RunSettings configuration)
    {
        if (configuration.Seeds > 1)
        {
            throw new InvalidSettingException(
                $"{folder} holds runs of {configuration.Seeds} seeds; give one of them, such as {RunFolder.OfSeed(folder, configuration.Training.Seed)}.");
        }
    }
}
