using System.Text.Json;
using FhnHw.Files;
using FhnHw.Host.Reports;
using FhnHw.Host.Reports.Compare;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Figures.Network;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Noise;
using FhnHw.Host.Reports.Paper;
using FhnHw.Host.Reports.Speed;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Results;

/// <summary>Makes the report of a folder from its result.json, whichever command left it.</summary>
internal static class FolderReport
{
    /// <summary>Writes a result and its report into a folder.</summary>
    public static void Write(string folder, object result, Screen screen)
    {
        new JsonFile(RunFolder.Result(folder)).Write(result, screen);
        Draw(folder, screen);
    }

    /// <summary>Draws the report of a result that was written a moment ago.</summary>
    public static void Draw(string folder, Screen screen) => Draw(folder, null, screen);

    private static void Draw(string folder, ImageAnswer? asked, Screen screen)
    {
        ReportFolder.Write(folder, PageOf(folder, asked));
        if (FigureFonts.Family is null)
        {
            screen.Error.WriteLine($"fhnhw: {FigureFonts.Missing}");
        }
    }

    /// <summary>The same, and says where the page is.</summary>
    public static void DrawAndTell(string folder, Screen screen)
    {
        Draw(folder, screen);
        Tell(folder, screen);
    }

    /// <summary>Says where the page of a folder is.</summary>
    public static void Tell(string folder, Screen screen) => screen.Text.WriteLine($"report  {ReportFolder.Page(folder)}");

    /// <summary>Makes the report from the folder's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="asked">An image of its run that has a part of its own, or null.</param>
    /// <param name="screen">Where notes go.</param>
    /// <exception cref="InvalidSettingException">The folder holds no result that a report can be made of.</exception>
    public static void Make(string folder, ImageAnswer? asked, Screen screen)
    {
        try
        {
            Draw(folder, asked, screen);
        }
        catch (Exception error) when (ContradictsItself(error))
        {
            throw new InvalidSettingException(
                $"The numbers of {RunFolder.Result(folder)} do not fit together, so no report can be made of them; run the command again that wrote it.",
                error);
        }
    }

    // A list that is shorter than another, a sum over nothing: the program writes no such results, but a file may have been changed. Where the result
    // was written a moment ago these are faults of the program, and are told as such.
    private static bool ContradictsItself(Exception error) => error switch
    {
        AggregateException several => several.InnerExceptions.All(ContradictsItself),
        IndexOutOfRangeException or ArgumentException or InvalidOperationException or KeyNotFoundException or OverflowException or DivideByZeroException
            or FormatException or NullReferenceException => true,
        _ => false,
    };

    private static ReportPage PageOf(string folder, ImageAnswer? asked)
    {
        var path = RunFolder.Result(folder);
        try
        {
            var text = InputFile.ReadText(path);
            using var json = JsonDocument.Parse(text);
            bool Has(string name) => json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out _);
            return Has("growth") ? Page(Read<SpeedJson>(text))
                : Has("calibration") ? Page(Read<CalibrationJson>(text))
                : Has("robustness") ? Page(Read<RobustnessJson>(text))
                : Has("noise") ? Page(Read<NoiseJson>(text))
                : Has("paper") ? Page(Read<PaperJson>(text))
                : Has("compare") ? Page(Read<CompareJson>(text))
                : Has("plainTest") ? Page(Read<SubstituteResult>(text))
                : Has("seeds") ? Page(Read<SeedsResult>(text), folder)
                : Has("configuration") ? Page(Read<TrainResult>(text), EpochTable.Read(folder), folder, asked)
                : throw new JsonException("It is none of train's, eval's, substitute's, paper's, compare's, calibrate's, robustness's, noise's or bench's.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            var found = Directory.Exists(folder) ? $"{path} is no result that a report can be made of" : $"There is no folder {folder}";
            throw new InvalidSettingException(
                $"{found}; give a folder made by 'fhnhw train', 'eval', 'substitute', 'paper', 'compare', "
                + "'calibrate', 'robustness', 'noise' or 'bench --peers' with --out.", error);
        }
    }

    private static ReportPage Page(SpeedJson json) => SpeedReport.Of(json.Peers, json.Growth,
    [
        .. ReportFacts.Of(json.Provenance, json.Peers?.Data ?? "none", null, (json.Peers?.Seconds ?? 0) + (json.Growth?.Seconds ?? 0)),
        new ReportFact("state of the machine", json.Machine.IsBusy ? json.Machine.Words().TrimStart(',', ' ') : "idle at the start"),
    ]);

    private static ReportPage Page(CalibrationJson json) => CalibrationReport.Of(
        json.Calibration, ReportFacts.Of(json.Provenance, "none", "stream", json.Calibration.Seconds));

    private static ReportPage Page(RobustnessJson json) => RobustnessReport.Of(
        json.Robustness, ReportFacts.Of(
            json.Provenance, ShareOf(json.Robustness.Plan, json.Robustness.Data), "table",
            Seeds(1, json.Robustness.Points.FirstOrDefault()?.Votes.Length ?? 1)));

    private static ReportPage Page(NoiseJson json) => NoiseReport.Of(
        json.Noise, ReportFacts.Of(
            json.Provenance, ShareOf(json.Noise.Plan, json.Noise.Data), "table", Seeds(1, json.Noise.Points.FirstOrDefault()?.Means.Length ?? 1)));

    // The images of these studies are a share of the set for each seed; the plan begins with how many.
    private static string ShareOf(string plan, string data) => $"{plan.Split(", ")[0]} of {data}";

    // Of several seeds, which follow each other.
    private static string Seeds(long first, int count) => count > 1 ? $"{first} to {first + count - 1}" : $"{first}";

    private static ReportPage Page(PaperJson json) => PaperReport.Of(
        json.Paper, ReportFacts.Of(json.Provenance, json.Paper.Data, json.Paper.Forward));

    private static ReportPage Page(CompareJson json) => CompareReport.Of(
        json.Compare, ReportFacts.Of(
            json.Provenance with { ConstantsHash = "one a format, in the first table" }, json.Compare.Data, "table",
            json.Provenance.Seed is { } first ? Seeds(first, json.Compare.Seeds) : null));

    private static ReportPage Page(SubstituteResult result) => SubstituteReport.Of(
        result.Rows, result.PlainTrain, result.PlainTest, ReportFacts.Of(result.Provenance, result.Data, result.Forward, double.NaN));

    private static ReportPage Page(TrainResult result, EpochPoint[] epochs, string folder, ImageAnswer? asked) => RunReport.Of(
        result.Configuration, [.. result.Accuracies], [.. result.Rows], result.Baseline is not null, result.Best, epochs, Facts(result),
        result.ClassNames, NetworkPictures.Read(folder, result.Configuration, result.Times, SpikesText.InReport(result), asked));

    private static ReportPage Page(SeedsResult result, string folder)
    {
        var epochs = result.Courses ?? [.. result.Seeds.Select(run => EpochTable.Read(RunFolder.OfSeed(folder, run.Configuration.Training.Seed)))];
        return SeedsReport.Of(
            result.Seeds[0].Configuration, result.Summary,
            [.. result.Seeds.Zip(epochs, (run, points) => new SeedRun(
                run.Configuration.Training.Seed, [.. run.Rows], points))],
            result.Provenance is { } provenance
                ? ReportFacts.Of(
                    provenance, result.Seeds[0].Data, result.Seeds[0].Forward,
                    Seeds(result.Seeds[0].Configuration.Training.Seed, result.Seeds.Count))
                : Facts(result.Seeds[0]));
    }

    private static IReadOnlyList<ReportFact> Facts(TrainResult result) => ReportFacts.Of(
        result.Provenance!, result.Data, result.Forward, result.Times?.Parts().Sum(part => part.Seconds) ?? double.NaN, result.Board);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, JsonFile.Style)!;
}
