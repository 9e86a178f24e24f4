using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Slurm;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary>How Slurm is to do a study's tasks.</summary>
/// <param name="Options">Further options of <c>sbatch</c>.</param>
/// <param name="Minutes">How long a job should last.</param>
internal sealed record SlurmChoice(IReadOnlyList<string> Options, double Minutes);

/// <summary><c>--slurm</c> and what goes with it.</summary>
internal sealed class SlurmOptionGroup : OptionGroup
{
    private const double UsualMinutes = 3, LeastMinutes = 0.01, MostMinutes = 10_000;

    private readonly Option<bool> _slurm = Make.Flag("--slurm", "have Slurm do the tasks, and wait for them here");

    private readonly Option<string?> _options = Make.Text(
        "--slurm-options", "TEXT", "further options of sbatch, such as \"--partition=long --cpus-per-task=4\"");

    private readonly Option<double> _minutes = Make.Real(
        "--slurm-minutes", "M", "how long a job of Slurm should last; so many tasks go into one", UsualMinutes);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_slurm, _options, _minutes];

    /// <summary>What was chosen; null without <c>--slurm</c>.</summary>
    /// <exception cref="InvalidSettingException">Slurm's commands are not here, or its options cannot be read.</exception>
    public SlurmChoice? Read(ParseResult arguments)
    {
        var (text, minutes) = (arguments.GetValue(_options), arguments.GetValue(_minutes));
        if (!arguments.GetValue(_slurm))
        {
            return text is null && arguments.GetResult(_minutes) is not { Implicit: false } ? null
                : throw new InvalidSettingException("--slurm-options and --slurm-minutes are for Slurm; give --slurm with them, or leave them out.");
        }

        InvalidSettingException.ThrowIfOutside("number of minutes", minutes, LeastMinutes, MostMinutes, "--slurm-minutes");
        SlurmCommands.CheckHere();
        return new SlurmChoice(SlurmOptions.Parse(text ?? ""), minutes);
    }
}
