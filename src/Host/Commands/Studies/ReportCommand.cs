using System.CommandLine;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Reports.Sweep;
using FhnHw.Host.Results;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>report</c> was told.</summary>
/// <param name="Folders">Folders of runs, or folders with runs in them.</param>
/// <param name="Out">Where the index of several runs goes; null for the folder itself.</param>
internal sealed record ReportSettings(string[] Folders, string? Out);

/// <summary><c>report</c>: makes a run's report again from its folder, or an index over many runs.</summary>
internal sealed class ReportCommand : ProgramCommand<ReportSettings>
{
    private const string Index = "index.html", Table = "results.csv";

    private readonly Argument<string[]> _folders = new("run")
    {
        Description = "folder made by 'fhnhw train', 'eval', 'substitute', 'paper', 'compare', 'calibrate', 'robustness' or 'noise' with --out; "
            + "or several, or a folder with many of them in it, for an index over all",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _out = Make.Text(
        "--out", "FOLDER", $"where {Index} and {Table} of many runs go; the folder that holds them, if it is one");

    /// <summary>Declares the arguments.</summary>
    public ReportCommand() : base(
        "report", "make a run's report.html again from its folder, or an index over many runs",
        "fhnhw report runs/best", "fhnhw report runs", "fhnhw report runs/a runs/b --out runs/both")
    {
        Add(_folders);
        Add(_out);
    }

    /// <inheritdoc/>
    protected override ReportSettings Read(ParseResult arguments) => new(arguments.GetValue(_folders)!, arguments.GetValue(_out));

    /// <inheritdoc/>
    protected override int Execute(ReportSettings settings, Session session)
    {
        if (settings is { Folders: [var folder], Out: null } && (File.Exists(RunFolder.Result(folder)) || !HoldsRuns(folder)))
        {
            FolderReport.Make(folder, session.Screen);
            session.Screen.Text.WriteLine($"report  {ReportFolder.Page(folder)}");
            return ExitCode.Done;
        }

        var place = settings.Out ?? (settings.Folders is [var only] ? only : throw new InvalidSettingException(
            $"{settings.Folders.Length} folders are given; say with --out where their index goes."));
        if (Array.Find(settings.Folders, one => !Directory.Exists(one)) is { } missing)
        {
            throw new InvalidSettingException($"There is no folder {missing}; check the path.");
        }

        var rows = SweepRow.Find(settings.Folders, Path.GetFullPath(place));
        if (rows.Count == 0)
        {
            throw new InvalidSettingException("None of these folders holds a result.json; give folders that commands made with --out.");
        }

        AtomicFile.WriteText(Path.Combine(place, Table), SweepCsv.Write(rows));
        AtomicFile.WriteText(Path.Combine(place, Index), SweepPage.Write(rows, Table));
        var broken = rows.Count(row => row["problem"].Length > 0);
        session.Screen.Text.WriteLine($"index  {Path.Combine(place, Index)}");
        session.Screen.Text.WriteLine($"table  {Path.Combine(place, Table)}");
        session.Screen.Text.WriteLine($"runs   {rows.Count}{(broken > 0 ? $", {broken} of them without a sound result" : "")}");
        return ExitCode.Done;
    }

    private static bool HoldsRuns(string folder) => Directory.Exists(folder) && SweepRow.Find([folder], folder).Count > 0;
}
