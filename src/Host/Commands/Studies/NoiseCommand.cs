using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Noise;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>noise</c> was told.</summary>
/// <param name="Device">The array.</param>
/// <param name="Data">The images.</param>
/// <param name="Plan">How much of everything.</param>
/// <param name="Folder">Where the report goes.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record NoiseSettings(DeviceName Device, string? Data, NoisePlan Plan, string Folder, JsonFile? Json);

/// <summary><c>noise</c>: training with noise, pooled cells and ghosts.</summary>
internal sealed class NoiseCommand : ProgramCommand<NoiseSettings>
{
    private readonly Option<bool> _quick = Make.Flag("--quick", "fewer images, intensities and seeds: a first look");
    private readonly Option<int> _seeds = Make.Whole("--seeds", "N", "seeds of network, images and noise, 1 to N (3; quick: 2)", 3);
    private readonly Option<int> _epochs = Make.Whole("--epochs", "N", "passes over the images (10; quick: 6)", 10);
    private readonly Option<double> _intensity = Make.Real("--intensity", "D", "noise intensity while training", NoisePlan.UsualTraining);
    private readonly Option<string?> _out = Make.Text("--out", "DIR", "folder of report.html, its figures and result.json (runs/noise)");
    private readonly DeviceOption _device = new();
    private readonly DataOption _data = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public NoiseCommand() : base(
        "noise", "train and test networks under noise on hidden outputs, with pooled cells and ghost cells",
        "fhnhw noise --quick",
        "fhnhw noise --device cpu --out runs/noise")
    {
        Add(_quick);
        Add(_seeds);
        Add(_epochs);
        Add(_intensity);
        Add(_device);
        Add(_data);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override NoiseSettings Read(ParseResult arguments)
    {
        var quick = arguments.GetValue(_quick);
        var seeds = arguments.ValueOr(_seeds, quick ? 2 : 3);
        var epochs = arguments.ValueOr(_epochs, quick ? 6 : 10);
        InvalidSettingException.ThrowIfOutside("number of seeds", seeds, 1, 1000, "--seeds");
        InvalidSettingException.ThrowIfOutside("number of epochs", epochs, 1, 1000, "--epochs");
        var intensity = arguments.GetValue(_intensity);
        InvalidSettingException.ThrowIfOutside("noise intensity", intensity, 0.001, HiddenNoise.Most, "--intensity");
        var plan = quick ? NoisePlan.Short(epochs, seeds) : NoisePlan.Whole(epochs, seeds);
        return new NoiseSettings(
            _device.Read(arguments), _data.Read(arguments), plan.TrainedAt(intensity),
            arguments.GetValue(_out) ?? Path.Combine("runs", "noise"), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(NoiseSettings settings, Session session)
    {
        using var hold = RunFolder.Hold(settings.Folder);
        var data = DataOptions.Load(new DataChoice(settings.Data, 0, 0), 1, session);
        session.Screen.Text.WriteLine($"data    {data}");
        var run = new NoiseRun(array => session.Open(settings.Device, array), data, settings.Plan);
        var result = session.Screen.Follow("noise", run.Work, report => run.Run(report, session.Cancellation));
        var json = new NoiseJson(result, session.Provenance([result.Device]));
        FolderReport.Write(settings.Folder, json, session.Screen);
        settings.Json?.Write(json, session.Screen);
        NoiseText.Write(result, session.Screen);
        session.Screen.Text.WriteLine($"report  {ReportFolder.Page(settings.Folder)}");
        return ExitCode.Done;
    }
}
