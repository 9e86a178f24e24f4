using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Noise;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden.Units;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>noise</c> was told.</summary>
/// <param name="Order">Device, folder and JSON.</param>
/// <param name="Data">The images.</param>
/// <param name="Plan">How much of everything.</param>
internal sealed record NoiseSettings(StudyOrder Order, string? Data, NoisePlan Plan) : IStudySettings;

/// <summary><c>noise</c>: training with noise, pooled cells and ghosts.</summary>
internal sealed class NoiseCommand : StudyCommand<NoiseSettings>
{
    private readonly Option<bool> _quick = Make.Flag("--quick", "fewer images, intensities and seeds: a first look");
    private readonly Option<int> _seeds = Make.Whole("--seeds", "N", "seeds of network, images and noise, 1 to N (3; quick: 2)", 3);
    private readonly Option<int> _epochs = Make.Whole("--epochs", "N", "passes over the images (10; quick: 6)", 10);
    private readonly Option<double> _intensity = Make.Real("--intensity", "D", "noise intensity while training", NoisePlan.UsualTraining);
    private readonly DeviceOption _device = new();

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
        AddPlaces(_device.Members);
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
        return new NoiseSettings(ReadOrder(arguments, _device.Read(arguments)), Data.Read(arguments), plan.TrainedAt(intensity));
    }

    /// <inheritdoc/>
    protected override OpenedStudy Open(NoiseSettings settings, Session session)
    {
        var (order, screen) = (settings.Order, session.Screen);
        var data = DataOptions.Load(new DataChoice(settings.Data, 0, 0), 1, session);
        screen.Text.WriteLine($"data    {data}");
        var study = new NoiseStudy(array => session.Open(order.Device, array), data, settings.Plan);
        return new OpenedStudy(study, (results, time) =>
        {
            var result = study.Result(results);
            var json = new NoiseJson(result, StudyProvenance.Of(order.Command, [result.Device]));
            FolderReport.Write(order.Folder, json, screen);
            order.Json?.Write(json, screen);
            NoiseText.Write(result, study.Device, time, screen);
            screen.Text.WriteLine($"report  {ReportFolder.Page(order.Folder)}");
        });
    }
}
