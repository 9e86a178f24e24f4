using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>compare</c> was told.</summary>
/// <param name="Order">The array of the normative step, folder and JSON.</param>
/// <param name="Data">The images.</param>
/// <param name="Plan">What is compared.</param>
/// <param name="Boards">Boards whose costs are asked for; empty for none.</param>
/// <param name="CostFormats">Formats whose costs are asked for.</param>
internal sealed record CompareSettings(
    StudyOrder Order, string? Data, ComparePlan Plan, IReadOnlyList<string> Boards, IReadOnlyList<ComparedFormat> CostFormats) : IStudySettings;

/// <summary><c>compare</c>: how few bits the cells need, against floating point.</summary>
internal sealed class CompareCommand : StudyCommand<CompareSettings>
{
    private const string UsualBoards = "icebreaker,hx8k";

    private readonly Option<bool> _quick = Make.Flag("--quick", "a dozen formats, fewer images and epochs: under a minute");
    private readonly Option<string?> _formats = Make.Text("--formats", "LIST", $"formats between commas, each {ComparedFormat.Forms}");
    private readonly Option<int> _epochs = Make.Whole("--epochs", "N", "epochs of each network trained in the loop", new ComparePlan().Epochs);
    private readonly Option<int> _seeds = Make.Whole("--seeds", "N", "networks trained in the loop of each format, from seeds --seed and up", 1);
    private readonly Option<string?> _synthesis = new("--synthesis")
    {
        Description = $"also the cost of formats on boards, by yosys and nextpnr ({UsualBoards}); slow the first time, then cached",
        HelpName = "BOARDS",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _device = Make.Text("--device", "D", Make.Told("fixed-point device that runs the formats", "cpu"));
    private readonly SeedOption _seed = new();

    /// <summary>Declares the options.</summary>
    public CompareCommand() : base(
        "compare", "compare word lengths, time steps and roundings with floating point",
        "fhnhw compare --quick",
        "fhnhw compare --out runs/compare",
        "fhnhw compare --formats 3:3:8,4:6:8,16:0:8 --epochs 15 --seeds 3")
    {
        Add(_quick);
        Add(_formats);
        Add(_epochs);
        Add(_seeds);
        Add(_synthesis);
        AddPlaces([_device], _seed.Members);
    }

    /// <inheritdoc/>
    protected override CompareSettings Read(ParseResult arguments)
    {
        var plan = new ComparePlan { Seed = _seed.Read(arguments), Seeds = arguments.GetValue(_seeds) };
        plan = arguments.GetValue(_quick) ? plan.Short() : plan;
        plan = plan with
        {
            Formats = arguments.GetValue(_formats) is { } list ? ComparedFormat.ParseList(list) : plan.Formats,
            Epochs = arguments.ValueOr(_epochs, plan.Epochs),
        };
        InvalidSettingException.ThrowIfOutside("number of epochs", plan.Epochs, 1, 1000, "--epochs");
        InvalidSettingException.ThrowIfOutside("number of seeds", plan.Seeds, 1, 100, "--seeds");
        var device = arguments.GetValue(_device) is { } name ? DeviceName.Parse(name) : new DeviceName.Cpu();
        return device.Devices.Any(one => one is DeviceName.FloatingPoint)
            ? throw new InvalidSettingException(
                "'float' has no word lengths to compare; floating point is in every comparison, so give another --device or none.")
            : new CompareSettings(
                ReadOrder(arguments, device), Data.Read(arguments), plan, Boards(arguments),
                arguments.GetValue(_formats) is null ? CostRun.Usual : plan.Formats);
    }

    /// <inheritdoc/>
    protected override OpenedStudy Open(CompareSettings settings, Session session)
    {
        var missing = CompareCosts.Missing(settings.Boards);
        if (missing is not null)
        {
            session.Screen.Error.WriteLine($"fhnhw: {missing}");
        }

        var data = Some(DataOptions.Load(new DataChoice(settings.Data, 0, 0), settings.Plan.Seed, session), settings.Plan);
        session.Screen.Text.WriteLine($"data    {data}");
        var study = new CompareStudy(array => session.Open(settings.Order.Device, array), data, settings.Plan, session.Cancellation);
        return new OpenedStudy(study, (results, time) => Finish(settings, session, study.Result(results), missing, time));
    }

    private static void Finish(CompareSettings settings, Session session, CompareResult result, string? missing, TimeSpan time)
    {
        var synthesis = settings.Boards.Count > 0 && missing is null;
        var note = missing ?? (synthesis ? "Synthesis was not finished." : "Costs come with `--synthesis`.");
        var json = Keep(settings, session, result with { CostNote = note });
        if (synthesis)
        {
            json = Keep(settings, session, result with { Costs = CompareCosts.Run(settings.CostFormats, settings.Boards, session) });
        }

        settings.Order.Json?.Write(json, session.Screen);
        CompareText.Write(session.Screen, json.Compare);
        session.Screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time    {time.TotalSeconds:F1} s"));
        session.Screen.Text.WriteLine($"report  {ReportFolder.Page(settings.Order.Folder)}");
    }

    // Called before synthesis and again after it, so that what was measured is kept if synthesis is stopped.
    private static CompareJson Keep(CompareSettings settings, Session session, CompareResult result)
    {
        var json = new CompareJson(result, StudyProvenance.Of(settings.Order.Command, result.Devices, settings.Plan.Seed));
        FolderReport.Write(settings.Order.Folder, json, session.Screen);
        return json;
    }

    private string[] Boards(ParseResult arguments)
    {
        if (arguments.GetResult(_synthesis) is null)
        {
            return [];
        }

        var boards = (arguments.GetValue(_synthesis) ?? UsualBoards)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        CompareCosts.Check(boards);
        return boards;
    }

    private static DataSet Some(DataSet data, ComparePlan plan) => plan.TrainImages == 0 && plan.TestImages == 0
        ? data
        : data.With("some", PaperContext.Some(data.Train, plan.TrainImages, plan.Seed), PaperContext.Some(data.Test, plan.TestImages, plan.Seed));
}
