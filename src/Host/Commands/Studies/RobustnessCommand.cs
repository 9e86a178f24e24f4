using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Robustness;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>robustness</c> was told.</summary>
/// <param name="Order">Device, folder and JSON.</param>
/// <param name="Data">The images.</param>
/// <param name="Plan">How much of everything.</param>
internal sealed record RobustnessSettings(StudyOrder Order, string? Data, RobustnessPlan Plan) : IStudySettings;

/// <summary><c>robustness</c>: weights from ideal cells, from a twin and from training in the loop, on imperfect cells.</summary>
internal sealed class RobustnessCommand : StudyCommand<RobustnessSettings>
{
    private readonly Option<bool> _quick = Make.Flag("--quick", "fewer images, strengths and seeds: a first look");
    private readonly Option<string?> _sweep = Make.Text("--sweep", "NAME", $"one imperfection alone: {RobustnessPlan.Names}",
        RobustnessPlan.Names);
    private readonly Option<int> _seeds = Make.Whole("--seeds", "N", "seeds of network and cells, 1 to N (5; quick: 2)", 5);
    private readonly Option<int> _epochs = Make.Whole("--epochs", "N", "passes over the images (10; quick: 6)", 10);
    private readonly DeviceOption _device = new();

    /// <summary>Declares the options.</summary>
    public RobustnessCommand() : base(
        "robustness", "compare weights from ideal cells, from a digital twin and from training in the loop, on imperfect cells",
        "fhnhw robustness --quick",
        "fhnhw robustness --sweep mismatch --device cpu",
        "fhnhw robustness --device cpu --out runs/robustness")
    {
        Add(_quick);
        Add(_sweep);
        Add(_seeds);
        Add(_epochs);
        AddPlaces(_device.Members);
    }

    /// <inheritdoc/>
    protected override RobustnessSettings Read(ParseResult arguments)
    {
        var quick = arguments.GetValue(_quick);
        var seeds = arguments.ValueOr(_seeds, quick ? 2 : 5);
        var epochs = arguments.ValueOr(_epochs, quick ? 6 : 10);
        InvalidSettingException.ThrowIfOutside("number of seeds", seeds, 1, 1000, "--seeds");
        InvalidSettingException.ThrowIfOutside("number of epochs", epochs, 1, 1000, "--epochs");
        var plan = quick ? RobustnessPlan.Short(seeds) with { Epochs = epochs } : RobustnessPlan.Whole(epochs, seeds);
        plan = Renamed.Checked(_sweep.Name, arguments.GetValue(_sweep)) is { } sweep ? plan.Only(sweep) : plan;
        return new RobustnessSettings(ReadOrder(arguments, _device.Read(arguments)), Data.Read(arguments), plan);
    }

    /// <inheritdoc/>
    protected override OpenedStudy Open(RobustnessSettings settings, Session session)
    {
        var data = DataOptions.Load(new DataChoice(settings.Data, 0, 0), 1, session);
        session.Screen.Text.WriteLine($"data    {data}");
        var study = new RobustnessStudy(array => session.Open(settings.Order.Device, array), data, settings.Plan);
        session.Screen.Text.WriteLine($"device  {study.Device}");
        return new OpenedStudy(study, (results, time) =>
        {
            var result = study.Result(results);
            var json = new RobustnessJson(result, StudyProvenance.Of(settings.Order.Command, [result.Device]));
            FolderReport.Write(settings.Order.Folder, json, session.Screen);
            settings.Order.Json?.Write(json, session.Screen);
            Tell(result, settings.Order.Folder, time, session.Screen);
        });
    }

    private static void Tell(RobustnessResult result, string folder, TimeSpan time, Screen screen)
    {
        screen.Text.WriteLine(result.Plan);
        var table = new Table().AddColumns("", "", "transferred", "on the twin", "in the loop");
        foreach (var points in result.Points.Where(point => !point.Dropout).GroupBy(point => (point.Sweep, point.Value)))
        {
            string Of(Origin origin) => points.Single(point => point.Origin == origin).Votes.Mean().ToString("F1", CultureInfo.InvariantCulture);
            table.AddRow(
                points.Key.Sweep, points.Key.Value.ToString(CultureInfo.InvariantCulture),
                Of(Origin.Transferred), Of(Origin.Twin), Of(Origin.InLoop));
        }

        screen.Write(table);
        screen.Text.WriteLine("Test accuracy by vote, percent, without dropout.");
        screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time    {time.TotalSeconds:F1} s"));
        screen.Text.WriteLine($"report  {ReportFolder.Page(folder)}");
    }
}
