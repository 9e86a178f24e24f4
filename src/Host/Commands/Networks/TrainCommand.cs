using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What <c>train</c> was told.</summary>
/// <param name="Configuration">What decides the run's bits.</param>
/// <param name="Folder">The run folder, or null for none.</param>
/// <param name="Resume">True to continue the run in the folder.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
/// <param name="CropAsked">True where the user gave a temporal crop. One of a preset is dropped where no atlas is used.</param>
internal sealed record TrainSettings(RunSettings Configuration, string? Folder, bool Resume, JsonFile? Json, bool CropAsked = false);

/// <summary><c>train</c>: trains a network with an array in the forward pass.</summary>
internal sealed class TrainCommand : ProgramCommand<TrainSettings>
{
    private readonly Option<string?> _preset = Make.Text("--preset", "NAME", $"a recipe to start from: {Preset.Names}");
    private readonly Option<string?> _forward = Make.Text(
        "--forward", "atlas|stream", "look up the response to each current code, or run every image (atlas where cells are deterministic)");

    private readonly Option<string?> _surrogate = Make.Text(
        "--surrogate", "NAME", "the surrogate gradient in the backward pass: sigmoid, meanfield or measured (meanfield)");

    private readonly Option<string?> _calibration = Make.Text(
        "--calibration", "DIR", "the measured surrogate takes its response curves from this folder of 'fhnhw calibrate'");

    private readonly Option<string?> _out = Make.Text(
        "--out", "DIR", "the run folder: configuration, checkpoint, weights, predictions, epochs.csv, result.json, report.html");

    private readonly Option<string?> _resume = Make.Text(
        "--resume", "DIR", "continue the run in this folder to the same bits, a finished one with more --epochs; with it go only --data and --json");

    private readonly Option<int> _validate = Make.Whole(
        "--validate", "N", "training images to hold out and to watch instead of the test images; the best epoch's weights are kept too", 0);

    private readonly Option<int> _evaluateEvery = Make.Whole(
        "--evaluate-every", "N", "epochs from one evaluation on the test or held-out images to the next", 1);

    private readonly Option<bool> _baseline = Make.Flag(
        "--baseline", "train a plain network of tanh units by the same recipe too, to see what cells cost or give");

    private readonly Option<int> _seeds = Make.Whole("--seeds", "N", "runs of the same recipe, with seeds from --seed on: mean and deviation", 1);

    private readonly DeviceOption _device = new();
    private readonly DataOptions _data = new();
    private readonly TrainingOptionGroup _training = new(new TrainingOptions());
    private readonly HiddenNoiseOptions _noise = new("while training");
    private readonly ArrayOptions _array = new();
    private readonly SeedOption _seed = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public TrainCommand() : base(
        "train", "train a network with an array in the forward pass",
        "fhnhw train",
        "fhnhw train --preset best --device opencl --out runs/best",
        "fhnhw train --hidden 256,100 --baseline --seeds 3",
        "fhnhw train --imperfections lab --out runs/lab",
        "fhnhw train --resume runs/best")
    {
        Add(_preset);
        Add(_device);
        Add(_data);
        Add(_forward);
        Add(_surrogate);
        Add(_calibration);
        Add(_training);
        Add(_noise);
        Add(_array);
        Add(_validate);
        Add(_evaluateEvery);
        Add(_baseline);
        Add(_seed);
        Add(_seeds);
        Add(_out);
        Add(_resume);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override TrainSettings Read(ParseResult arguments)
    {
        if (arguments.GetValue(_resume) is { } folder)
        {
            return Resume(folder, arguments);
        }

        var preset = Preset.Of(arguments.GetValue(_preset) ?? "default");
        var seed = _seed.Read(arguments);
        var data = _data.Read(arguments, preset);
        var device = _device.Read(arguments);
        var calibration = Calibration(arguments);
        var forward = ForwardModes.Parse(arguments.GetValue(_forward));
        var training = Training(arguments, preset.Training, seed, device, calibration);
        var array = _array.Read(arguments, preset.Gamma, training.Cells.Total, record: preset.Record, stride: preset.Stride);
        var configuration = new RunSettings
        {
            Device = (device is DeviceName.Twin(var cells) ? new DeviceName.Twin(Path.GetFullPath(cells)) : device).ToString(),
            Data = data.Place,
            TrainImages = data.TrainImages,
            TestImages = data.TestImages,
            Validate = arguments.GetValue(_validate),
            EvaluateEvery = arguments.ValueOr(_evaluateEvery, preset.EvaluateEvery),
            Baseline = arguments.GetValue(_baseline),
            Seeds = arguments.GetValue(_seeds),
            Forward = forward,
            Surrogate = arguments.GetValue(_surrogate) ?? (calibration is null ? preset.Surrogate : "measured"),
            Calibration = calibration,
            Array = array,
            Training = training,
        };
        configuration.CheckCounts();
        return new TrainSettings(configuration, arguments.GetValue(_out), false, _json.Read(arguments), _training.GivesTemporalCrop(arguments));
    }

    // Where a calibration is given, the network has as many hidden cells as were calibrated.
    private TrainingOptions Training(ParseResult arguments, TrainingOptions standard, int seed, DeviceName device, string? calibration)
    {
        var calibrated = new[] { (device as DeviceName.Twin)?.Folder, calibration }.OfType<string>()
            .Select(folder => (Folder: folder, Cells: CellCalibration.Read(folder).Cells.Length)).ToArray();
        var training = _noise.Read(
            arguments, _training.Read(arguments, calibrated.Length == 0 ? standard : standard with { Hidden = calibrated[0].Cells }, seed));
        foreach (var (folder, cells) in calibrated.Where(known => known.Cells != training.Cells.Total))
        {
            throw new InvalidSettingException(
                $"The calibration in {folder} is of {cells} cells and the network has {training.Cells.Total}; "
                + (training.Pool == 1 && training.Ghosts == 0
                    ? $"give --hidden {cells} or layers of as many cells together, or another calibration."
                    : $"give --hidden, --pool and --ghosts that make {cells} cells, or another calibration."));
        }

        return training;
    }

    private string? Calibration(ParseResult arguments)
    {
        if (arguments.GetValue(_calibration) is not { } folder)
        {
            return null;
        }

        return arguments.GetValue(_surrogate) is null or "measured"
            ? Path.GetFullPath(folder)
            : throw new InvalidSettingException("--calibration is for the measured surrogate; leave out --surrogate, or leave out --calibration.");
    }

    private TrainSettings Resume(string folder, ParseResult arguments)
    {
        Option[] allowed = [_resume, _training.Epochs, .. _data.Place, .. _json.Members];
        var other = arguments.CommandResult.Children.OfType<OptionResult>()
            .FirstOrDefault(given => !given.Implicit && !allowed.Contains(given.Option));
        if (other is not null)
        {
            throw new InvalidSettingException(
                $"{other.Option.Name} cannot be changed in a run that is continued; leave it out, or begin another run with --out.");
        }

        var configuration = RunSettings.Read(RunFolder.Configuration(folder));
        configuration = MoreEpochs.Of(folder, configuration, arguments.ValueOr(_training.Epochs, configuration.Training.Epochs));
        return new TrainSettings(
            configuration with { Device = DeviceName.Parse(configuration.Device).ToString(), Data = _data.Asked(arguments) ?? configuration.Data },
            folder, true, _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(TrainSettings settings, Session session)
    {
        var results = Train(settings, session, out _, out _);
        object result = settings.Configuration.Seeds == 1 ? results[0] : SeedsResult.Of(results);
        settings.Json?.Write(result, session.Screen);
        return ExitCode.Done;
    }

    /// <summary>Trains, telling how it goes, and leaves the run folder.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="session">The call of the program.</param>
    /// <param name="weights">Gets the trained network, of several seeds the last.</param>
    /// <param name="data">Gets the images.</param>
    /// <returns>One result a seed.</returns>
    public static IReadOnlyList<TrainResult> Train(TrainSettings settings, Session session, out NetworkWeights weights, out DataSet data)
    {
        using var hold = settings.Folder is null ? null : RunFolder.Hold(settings.Folder);
        if (settings.Folder is not null && !settings.Resume)
        {
            RunFolder.CheckFree(settings.Folder);
        }

        var choice = new DataChoice(settings.Configuration.Data, settings.Configuration.TrainImages, settings.Configuration.TestImages);
        var whole = DataOptions.Load(choice with { TrainImages = 0, TestImages = 0 }, settings.Configuration.Training.Seed, session);
        data = DataOptions.Subset(whole, choice, settings.Configuration.Training.Seed, session);
        var configuration = RunFolder.Pin(settings.Configuration, data);
        var images = RunImages.Of(data, configuration);
        using var device = session.OpenDevice(DeviceName.Parse(configuration.Device), configuration.Array, configuration.Training.Cells);
        device.RequireReadout();
        configuration = Cropped(configuration, device.Array.Describe(), settings.CropAsked);
        var (cells, nonlinearity, screen) = (configuration.Training.Cells, configuration.Training.Nonlinearity, session.Screen);
        screen.Text.WriteLine($"data    {data}");
        if (images.Validation is { } heldOut)
        {
            screen.Text.WriteLine($"        {heldOut.Count} of the training images are held out for validation; the test images are not looked at");
        }

        if (settings.Folder is null)
        {
            screen.Text.WriteLine("run     not kept; --out DIR keeps weights, result and report");
        }

        ArrayText.Write(device, screen);
        PlanText.WriteLine(device, nonlinearity, configuration.Forward, cells, images.Train.Count, screen);
        if (settings.Folder is { } folder && !settings.Resume && configuration.Seeds > 1)
        {
            RunFolder.Begin(folder, configuration, device.Array.Describe());
        }

        if (settings.Resume && configuration.Seeds == 1)
        {
            MoreEpochs.Write(settings.Folder!, settings.Configuration, screen);
        }

        var clock = Stopwatch.StartNew();
        var layers = AtlasBar.Prepare(device, nonlinearity, configuration.Forward, cells.Count, session);
        var preparation = clock.Elapsed.TotalSeconds;
        RunImages ImagesOf(int seed) => seed == configuration.Training.Seed ? images
            : RunImages.Of(DataOptions.Subset(whole, choice, seed, session), configuration);
        var training = new NetworkTraining(configuration, ImagesOf, device, layers, session) { Preparation = preparation };
        var results = training.Run(settings.Folder, settings.Resume, out weights);
        Tell(results, settings.Folder, screen);
        HostileText.Write(device.Board, screen);
        return results;
    }

    private static void Tell(IReadOnlyList<TrainResult> results, string? folder, Screen screen)
    {
        if (results is [var only])
        {
            AccuracyText.Write(screen, [.. only.Rows]);
            if (only.Best is { } best)
            {
                screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"best    epoch {best.Epoch}: validation {best.Vote:F2} % by vote"));
            }
        }
        else
        {
            var result = SeedsResult.Of(results);
            SeedsText.Write(screen, result);
            if (folder is not null)
            {
                FolderReport.Write(folder, result, screen);
            }
        }

        if (results[^1].Board is { } time)
        {
            screen.Text.WriteLine($"time    {PlanText.Spent(time)}");
            if (time.Mended > 0)
            {
                screen.Text.WriteLine($"link    {PlanText.Mended(time)}");
            }
        }

        if (folder is not null)
        {
            screen.Text.WriteLine($"run     {folder}");
        }
    }

    // A temporal crop is cut from the traces of an atlas. Where every image is streamed there are none: then a preset's crop is dropped, and one
    // that the user gave is an error.
    private static RunSettings Cropped(RunSettings configuration, ArrayDescription array, bool asked)
    {
        if (configuration.Training.TemporalCrop == 0 || ForwardModes.Resolve(configuration.Forward, array) == ForwardMode.Atlas)
        {
            return configuration;
        }

        return !asked ? configuration with { Training = configuration.Training with { TemporalCrop = 0 } } : throw new InvalidSettingException(
            "A temporal crop needs an atlas, and every image is streamed here; "
            + "give --temporal-crop 0, or take --forward atlas with deterministic cells.");
    }
}
