using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>report</c> was told.</summary>
/// <param name="Folder">The folder of a run.</param>
internal sealed record ReportSettings(string Folder);

/// <summary><c>report</c>: makes a run's report again from its folder.</summary>
internal sealed class ReportCommand : ProgramCommand<ReportSettings>
{
    private readonly Argument<string> _folder = new("run")
    {
        Description = "folder made by 'fhnhw train', 'eval', 'substitute', 'paper', 'compare', 'calibrate', 'robustness' or 'noise' with --out",
    };


    /// <summary>Declares the argument.</summary>
    public ReportCommand() : base(
        "report", "make a run's report.html again from its folder",
        "fhnhw report runs/best") => Add(_folder);

    /// <inheritdoc/>
    protected override ReportSettings Read(ParseResult arguments) => new(arguments.GetValue(_folder)!);

    /// <inheritdoc/>
    protected override int Execute(ReportSettings settings, Session session)
    {
        FolderReport.Make(settings.Folder, session.Screen);
        session.Screen.Text.WriteLine($"report  {ReportFolder.Page(settings.Folder)}");
        return ExitCode.Done;
    }
}
