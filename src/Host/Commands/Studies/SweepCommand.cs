using FhnHw.Host.CommandLine;

namespace FhnHw.Host.Commands.Studies;

/// <summary><c>sweep</c>: studies that were begun, by their folders.</summary>
internal sealed class SweepCommand : ProgramCommand
{
    /// <summary>Puts the subcommands together.</summary>
    public SweepCommand() : base(
        "sweep", "go on with a study from its folder, on this machine or on several", "fhnhw sweep run runs/robustness", "fhnhw sweep status runs/robustness")
    {
        Add(new SweepRunCommand());
        Add(new SweepStatusCommand());
        Add(new SweepWaitCommand());
        Add(new SweepCancelCommand());
    }
}
