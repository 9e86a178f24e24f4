using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Options;
using FhnHw.Host.Slurm;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>sweep status</c> was told.</summary>
/// <param name="Folder">The sweep's folder.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record SweepStatusSettings(string Folder, SweepPlan Plan, JsonFile? Json);

/// <summary><c>sweep status</c>: what is done, what runs, what waits, what failed; it changes nothing.</summary>
internal sealed class SweepStatusCommand : ProgramCommand<SweepStatusSettings>
{
    private readonly Argument<string> _folder = new("sweep") { Description = "folder of a study that was begun" };
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public SweepStatusCommand() : base(
        "status", "tell how far a sweep is: its tasks by their files, its jobs by Slurm", "fhnhw sweep status runs/robustness")
    {
        Add(_folder);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override SweepStatusSettings Read(ParseResult arguments)
    {
        var folder = arguments.GetValue(_folder)!;
        return new SweepStatusSettings(folder, PlannedStudy.PlanOf(folder), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(SweepStatusSettings settings, Session session)
    {
        var status = SweepStatus.Of(new SweepFolder(settings.Folder), settings.Plan, new SlurmCommands());
        settings.Json?.Write(status, session.Screen);
        Tell(status, session.Screen);
        return ExitCode.Done;
    }

    private static void Tell(SweepStatus status, Screen screen)
    {
        screen.Text.WriteLine($"sweep   fhnhw {string.Join(' ', status.Command)}");
        var table = new Table().AddColumns("", "done", "tasks");
        foreach (var stage in status.Stages)
        {
            table.AddRow(Markup.Escape(stage.Name), $"{stage.Done}", $"{stage.Tasks}");
        }

        screen.Write(table);
        if (status.Slurm is not { } slurm)
        {
            screen.Text.WriteLine("jobs    none were submitted to Slurm");
            return;
        }

        screen.Text.WriteLine(slurm.Answers ? $"jobs    {slurm.Jobs}{(slurm.Cancelled ? "; the sweep was cancelled" : "")}" : "jobs    Slurm does not answer");
        foreach (var failure in slurm.Failures)
        {
            screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"failed  {failure.Job}, {failure.State}; its log: {failure.Log}"));
        }
    }
}
