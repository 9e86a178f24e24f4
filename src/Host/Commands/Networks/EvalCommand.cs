using System.CommandLine;
using System.Diagnostics;
using FhnHw.Boards.Arrays;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What <c>eval</c> was told.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Configuration">Its configuration, with the device and images of the command line where given.</param>
/// <param name="Weights">The network: the run's last, or its best by validation.</param>
/// <param name="Out">Where result and report are kept, or null.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record EvalSettings(string Folder, RunSettings Configuration, string Weights, string? Out, JsonFile? Json);

/// <summary><c>eval</c>: the accuracy of a trained network, on the same device or another.</summary>
internal sealed class EvalCommand : ProgramCommand<EvalSettings>
{
    private readonly Argument<string> _folder = new("run") { Description = "folder of a run made by 'fhnhw train --out'" };
    private readonly RunDeviceOptions _device = new();
    private readonly Option<string?> _data = Make.Text("--data", "DIR", "other images than the run's");
    private readonly Option<string?> _forward = Make.Text(
        "--forward", "atlas|stream", "look responses up, or run every image (atlas where cells are deterministic)");
    private readonly RunWeightsOption _weights = new();
    private readonly HiddenNoiseOptions _noise = new("while testing, the run's unless given");
    private readonly Option<string?> _out = Make.Text("--out", "DIR", "keep the result and its report.html in this folder, another than the run's");
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public EvalCommand() : base(
        "eval", "measure the accuracy of a trained network, on the same device or another",
        "fhnhw eval runs/best",
        "fhnhw eval runs/best --device float",
        "fhnhw eval runs/best --imperfections lab")
    {
        Add(_folder);
        Add(_device);
        Add(_data);
        Add(_forward);
        Add(_weights);
        Add(_noise);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override EvalSettings Read(ParseResult arguments)
    {
        var folder = arguments.GetValue(_folder)!;
        var configuration = _device.Read(arguments, folder);
        if (arguments.GetValue(_data) is { } data)
        {
            configuration = configuration with { Data = data, DataFingerprint = "" };
        }

        if (arguments.GetValue(_forward) is { } forward)
        {
            configuration = configuration with { Forward = ForwardModes.Parse(forward) };
        }

        configuration = configuration with { Training = _noise.Read(arguments, configuration.Training) };
        return new EvalSettings(folder, configuration, _weights.Read(arguments, folder, configuration), Out(arguments, folder), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(EvalSettings settings, Session session)
    {
        var configuration = settings.Configuration;
        var seed = configuration.Training.Seed;
        var choice = new DataChoice(configuration.Data, configuration.TrainImages, configuration.TestImages);
        var data = DataOptions.Load(choice, seed, session);
        configuration = RunFolder.Pin(configuration, data);
        var images = RunImages.Of(data, configuration);
        var weights = WeightsFile.Read(settings.Weights, configuration, data);
        var training = configuration.Training;
        using var device = session.OpenDevice(DeviceName.Parse(configuration.Device), configuration.Array, training.Cells);
        device.RequireReadout();
        var array = device.Array;
        session.Screen.Text.WriteLine($"data    {data}");
        ArrayText.Write(device, session.Screen);
        PlanText.WriteLine(
            device, configuration.Training.Nonlinearity, configuration.Forward, training.Cells, data.Test.Count + data.Train.Count, session.Screen);
        var cells = UnitLayers.Of(
            AtlasBar.Prepare(device, training.Nonlinearity, configuration.Forward, weights.Hidden.Count, session), weights.Hidden, training.Pool,
            training.Ghosts, HiddenNoise.None);
        cells.CellsAt = Checkpoint.ReadCells(RunFolder.Checkpoint(settings.Folder), cells.Count);
        var clock = Stopwatch.StartNew();
        var (test, heldOut, train) = session.Screen.Progress("evaluating", data.Test.Count + data.Train.Count, report =>
        {
            var before = 0;
            Accuracy Of(ImageSet set)
            {
                var accuracy = Evaluator.Run(weights, cells, set, done => report(before + done), session.Cancellation);
                before += set.Count;
                return accuracy;
            }

            return (Of(data.Test), images.Validation is { } set ? Of(set) : null, Of(images.Train));
        });
        var rate = (data.Test.Count + data.Train.Count) / clock.Elapsed.TotalSeconds;
        var noisy = training.HiddenNoise.IsNone ? null : Evaluator.Run(
            weights, UnitLayers.Under(cells, weights.Hidden, new TestNoise(training.HiddenNoise, seed)), data.Test,
            cancellation: session.Cancellation);
        var result = new TrainResult(
            test, train, array.Describe().Name, cells.Last.Forward.Name, double.NaN, rate, data.ToString(), configuration,
            session.Provenance(device.Descriptions, seed), BoardTime.Of(device.Board))
        {
            Validation = heldOut,
            Noisy = noisy,
        };
        AccuracyText.Write(session.Screen, [.. result.Rows]);
        if (result.Board is { } time)
        {
            session.Screen.Text.WriteLine($"time    {PlanText.Spent(time)}");
            if (time.Mended > 0)
            {
                session.Screen.Text.WriteLine($"link    {PlanText.Mended(time)}");
            }
        }

        settings.Json?.Write(result, session.Screen);
        if (settings.Out is not null)
        {
            FolderReport.Write(settings.Out, result, session.Screen);
        }

        return ExitCode.Done;
    }

    private string? Out(ParseResult arguments, string run) => arguments.GetValue(_out) switch
    {
        { } folder when Path.GetFullPath(folder) == Path.GetFullPath(run) => throw new InvalidSettingException(
            $"{folder} holds the run itself; name another folder with --out."),
        var folder => folder,
    };
}
