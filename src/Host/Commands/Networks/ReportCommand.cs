using System.CommandLine;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Reports.Figures.Network;
using FhnHw.Host.Reports.Sweep;
using FhnHw.Host.Results;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What <c>report</c> was told.</summary>
/// <param name="Folders">Folders of runs, or folders with runs in them.</param>
/// <param name="Out">Where the index of several runs goes; null for the folder itself.</param>
/// <param name="Image">The image to ask the network about, by its number; null for none.</param>
/// <param name="Device">Another device than the run's to ask; null for the run's.</param>
internal sealed record ReportSettings(string[] Folders, string? Out, int? Image, string? Device);

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

    private readonly Option<int?> _image = Make.MaybeWhole(
        "--image", "N", "say why the network takes this image for its class, right or wrong; test images count from 0 (with --validate, held-out ones)");

    private readonly Option<string?> _device = Make.Text(
        "--device", "D", Make.Told($"with --image: {DeviceName.Usual}", "the run's"), DeviceName.Completed);

    /// <summary>Declares the arguments.</summary>
    public ReportCommand() : base(
        "report", "make a run's report.html again from its folder, or an index over many runs",
        "fhnhw report runs/best", "fhnhw report runs/best --image 18", "fhnhw report runs", "fhnhw report runs/a runs/b --out runs/both")
    {
        Add(_folders);
        Add(_out);
        Add(_image);
        Add(_device);
    }

    /// <inheritdoc/>
    protected override ReportSettings Read(ParseResult arguments)
    {
        var (folders, place, image, device) = (
            arguments.GetValue(_folders)!, arguments.GetValue(_out), arguments.GetValue(_image), arguments.GetValue(_device));
        return image is not null && (folders.Length > 1 || place is not null)
                ? throw new InvalidSettingException("--image asks one run about one image; give one folder, without --out.")
            : image is null && device is not null ? throw new InvalidSettingException("--device says where an image runs; give it with --image N.")
            : new ReportSettings(folders, place, image, device);
    }

    /// <inheritdoc/>
    protected override int Execute(ReportSettings settings, Session session)
    {
        if (settings is { Folders: [var run], Image: { } image })
        {
            var answer = ImageQuestion.Ask(run, image, settings.Device, session);
            FolderReport.Make(run, answer, session.Screen);
            ImageAnswerText.Write(session.Screen, answer);
            FolderReport.Tell(run, session.Screen);
            session.Screen.Text.WriteLine($"numbers {Path.Combine(ReportFolder.Figures(run), ContributionsFigure.NameOf(image))}.csv");
            return ExitCode.Done;
        }

        if (settings is { Folders: [var folder], Out: null } && (File.Exists(RunFolder.Result(folder)) || !HoldsRuns(folder)))
        {
            FolderReport.Make(folder, null, session.Screen);
            FolderReport.Tell(folder, session.Screen);
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
