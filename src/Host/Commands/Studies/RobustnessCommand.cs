using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Robustness;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>robustness</c> was told.</summary>
/// <param name="Device">The array.</param>
/// <param name="Data">The images.</param>
/// <param name="Plan">How much of everything.</param>
/// <param name="Folder">Where the report goes.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record RobustnessSettings(DeviceName Device, string? Data, RobustnessPlan Plan, string Folder, JsonFile? Json);

/// <summary><c>robustness</c>: weights from ideal cells, from a twin and from training in the loop, on imperfect cells.</summary>
internal sealed class RobustnessCommand : ProgramCommand<RobustnessSettings>
{
    private readonly Option<bool> _quick = Make.Flag("--quick", "fewer images, strengths and seeds: a first look");
    private readonly Option<string?> _sweep = Make.Text("--sweep", "NAME", $"one imperfection alone: {RobustnessPlan.Names}");
    private readonly Option<int> _seeds = Make.Whole("--seeds", "N", "seeds of network and cells, 1 to N (5; quick: 2)", 5);
    private readonly Option<int> _epochs = Make.Whole("--epochs", "N", "passes over the images (10; quick: 6)", 10);
    private readonly Option<string?> _out = Make.Text("--out", "DIR", "folder of report.html, its figures and result.json (runs/robustness)");
    private readonly DeviceOption _device = new();
    private readonly DataOption _data = new();
    private readonly JsonOption _json = new();

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
        Add(_device);
        Add(_data);
        Add(_out);
        Add(_json);
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
        return new RobustnessSettings(
            _device.Read(arguments), _data.Read(arguments), plan,
            arguments.GetValue(_out) ?? Path.Combine("runs", "robustness"), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(RobustnessSettings settings, Session session)
    {
        using var hold = RunFolder.Hold(settings.Folder);
        var data = DataOptions.Load(new DataChoice(settings.Data, 0, 0), 1, session);
        session.Screen.Text.WriteLine($"data    {data}");
        var run = new RobustnessRun(array => session.Open(settings.Device, array), data, settings.Plan);
        var result = session.Screen.Follow("robustness", run.Work, report => run.Run(report, session.Cancellation));
        var json = new RobustnessJson(result, session.Provenance([result.Device]));
        FolderReport.Write(settings.Folder, json, session.Screen);
        settings.Json?.Write(json, session.Screen);
        Tell(result, settings.Folder, session.Screen);
        return ExitCode.Done;
    }

    private static void Tell(RobustnessResult result, string folder, Screen screen)
    {
        screen.Text.WriteLine($"array   {result.Device}");
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
        screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time    {result.Seconds:F1} s"));
        screen.Text.WriteLine($"report  {ReportFolder.Page(folder)}");
    }
}
