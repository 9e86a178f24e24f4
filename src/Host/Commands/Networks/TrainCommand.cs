using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands.Studies;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
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
/// <param name="CropAsked">True where the user gave a temporal crop. One of a preset is dropped where no response table is used.</param>
/// <param name="Line">The command line that makes the same tasks again, for several seeds in a folder; else null.</param>
/// <param name="Slurm">How Slurm does the tasks of several seeds, or null where this machine does them.</param>
/// <param name="Live">The port of the page that shows it, 0 for one that is free; null for no page.</param>
internal sealed record TrainSettings(
    RunSettings Configuration, string? Folder, bool Resume, JsonFile? Json, bool CropAsked = false, IReadOnlyList<string>? Line = null,
    SlurmOrder? Slurm = null, int? Live = null)
{
    /// <summary>Several seeds in a folder: a sweep, a task a seed.</summary>
    public StudyOrder? Order => Configuration.Seeds > 1 && Folder is not null
        ? new StudyOrder(Line ?? ["train", "--resume", Folder], DeviceName.Parse(Configuration.Device), Folder, Json, Slurm)
        : null;
}

/// <summary><c>train</c>: trains a network with spiking neurons in the forward pass.</summary>
internal sealed class TrainCommand : ProgramCommand<TrainSettings>, IStudyCommand
{
    private readonly Option<string?> _preset = Make.Text("--preset", "NAME", Make.Told($"a recipe to start from: {Preset.Names}", "default"), Preset.Names);
    private readonly Option<string?> _forward = Make.Text(
        "--forward", "table|stream", Make.Told("look up the response to each current code, or run every image", "table where cells are deterministic"));

    private readonly Option<string?> _surrogate = Make.Text(
        "--surrogate", "NAME", Make.Told("the surrogate gradient in the backward pass: sigmoid, meanfield or measured", "meanfield"),
        "sigmoid, meanfield or measured");

    private readonly Option<string?> _calibration = Make.Text(
        "--calibration", "DIR", "the measured surrogate takes its response curves from this folder of 'fhnhw calibrate'");

    private readonly Option<string?> _out = Make.Text(
        "--out", "DIR", "the run folder: configuration, checkpoint, weights, predictions, epochs.csv, result.json, report.html");

    private readonly Option<string?> _resume = Make.Text(
        "--resume", "DIR",
        "continue the run in this folder to the same bits, a finished one with more --epochs; with it go only --data, --json, --live, --port and --slurm");

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
    private readonly LiveOptions _live = new(always: false);
    private readonly SlurmOptionGroup _slurm = new();

    /// <summary>Declares the options.</summary>
    public TrainCommand() : base(
        "train", "train a network with spiking neurons in the forward pass",
        "fhnhw train",
        "fhnhw train --preset best --device opencl --out runs/best",
        "fhnhw train --hidden 256,100 --baseline --seeds 3",
        "fhnhw train --imperfections lab --out runs/lab",
        "fhnhw train --live",
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
        Add(_live);
        Add(_slurm);
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
            Device = device.Change(one => one is DeviceName.Twin(var cells) ? new DeviceName.Twin(Path.GetFullPath(cells)) : one).ToString(),
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
        InvalidSettingException.ThrowIfOutside("number of epochs", training.Epochs, 1, 100_000, nameof(training.Epochs));
        return new TrainSettings(
            configuration, arguments.GetValue(_out), false, _json.Read(arguments), _training.GivesTemporalCrop(arguments), Line(arguments, data, calibration),
            Slurm(arguments, configuration, arguments.GetValue(_out)), Live(arguments, configuration));
    }

    private int? Live(ParseResult arguments, RunSettings configuration) => _live.Read(arguments) is not { } port ? null
        : configuration.Seeds == 1 ? port
        : throw new InvalidSettingException("--live shows one run; leave it out, or leave out --seeds.");

    private IReadOnlyList<string> Line(ParseResult arguments, DataChoice data, string? calibration) => StudyLine.Of(
        this, arguments, [.. _device.Members, _out, .. _json.Members, .. _live.Members, .. _slurm.Members],
        (_data.Place[0], data.Place), (_calibration, calibration));

    private SlurmOrder? Slurm(ParseResult arguments, RunSettings configuration, string? folder)
    {
        var choice = _slurm.Read(arguments);
        var isGiven = _device.Members.Any(option => option.Name == "--device" && arguments.GetResult(option) is { Implicit: false });
        return choice is null || (configuration.Seeds > 1 && folder is not null)
            ? SlurmOrder.Of(choice, isGiven ? DeviceName.Parse(configuration.Device) : null)
            : throw new InvalidSettingException("--slurm is for several seeds in a folder; give --seeds and --out with it, or leave it out.");
    }

    // Where a calibration is given, the network has as many hidden cells as were calibrated.
    private TrainingOptions Training(ParseResult arguments, TrainingOptions standard, int seed, DeviceName device, string? calibration)
    {
        var calibrated = device.Devices.OfType<DeviceName.Twin>().Select(twin => twin.Folder).Append(calibration).OfType<string>()
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
        Option[] allowed = [_resume, _training.Epochs, .. _data.Place, .. _json.Members, .. _live.Members, .. _slurm.Members];
        var other = arguments.CommandResult.Children.OfType<OptionResult>()
            .FirstOrDefault(given => !given.Implicit && !allowed.Contains(given.Option));
        if (other is not null)
        {
            throw new InvalidSettingException(
                $"{other.Option.Name} cannot be changed in a run that is continued; leave it out, or begin another run with --out.");
        }

        var configuration = RunSettings.Read(RunFolder.Configuration(folder));
        configuration = FoundImages.Placed(MoreEpochs.Of(folder, configuration, arguments.ValueOr(_training.Epochs, configuration.Training.Epochs)), folder);
        return new TrainSettings(
            configuration with { Device = DeviceName.Parse(configuration.Device).ToString(), Data = _data.Asked(arguments) ?? configuration.Data },
            folder, true, _json.Read(arguments), Line: new SweepFolder(folder).Plan?.Command,
            Slurm: Slurm(arguments, configuration, folder), Live: Live(arguments, configuration));
    }

    /// <inheritdoc/>
    protected override int Execute(TrainSettings settings, Session session)
    {
        if (settings.Order is { } order)
        {
            return SweepFlow.Run(order, () => OpenSeeds(settings, session), session);
        }

        using var hold = Hold(settings);
        var results = TrainAlone(settings, session);
        if (settings.Folder is { } folder)
        {
            // The images and the response table are not needed any more, and the report takes as much memory: what they had goes back first.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            FolderReport.DrawAndTell(folder, session.Screen);
        }

        object result = settings.Configuration.Seeds == 1 ? results[0] : SeedsResult.Of(results);
        settings.Json?.Write(result, session.Screen);
        return ExitCode.Done;
    }

    /// <inheritdoc/>
    public OpenedStudy Open(ParseResult arguments, Session session) => OpenSeeds(Read(arguments), session);

    /// <inheritdoc/>
    public int Run(ParseResult arguments, Session session) => Execute(Read(arguments), session);

    /// <summary>Trains one network, telling how it goes, and leaves the run folder, report included.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="session">The call of the program.</param>
    /// <param name="weights">Gets the trained network.</param>
    /// <param name="data">Gets the images.</param>
    public static TrainResult Train(TrainSettings settings, Session session, out NetworkWeights weights, out DataSet data)
    {
        using var hold = Hold(settings);
        var results = TrainAll(settings, session, out weights, out data);
        if (settings.Folder is { } folder)
        {
            FolderReport.DrawAndTell(folder, session.Screen);
        }

        return results[0];
    }

    private static IDisposable? Hold(TrainSettings settings) => settings.Folder is null ? null : RunFolder.Hold(settings.Folder);

    // Whoever calls this has no hold on images and networks, so that their memory can go back.
    private static IReadOnlyList<TrainResult> TrainAlone(TrainSettings settings, Session session) => TrainAll(settings, session, out _, out _);

    // One result a seed; the folder is held.
    private static IReadOnlyList<TrainResult> TrainAll(TrainSettings settings, Session session, out NetworkWeights weights, out DataSet data)
    {
        if (settings.Folder is not null && !settings.Resume)
        {
            RunFolder.CheckFree(settings.Folder);
        }

        var (run, screen) = (TrainingCall.Open(settings, session), session.Screen);
        using var device = run.Device;
        data = run.Data;
        if (settings.Folder is null)
        {
            screen.Text.WriteLine("run     not kept; --out DIR keeps weights, result and report");
        }

        run.TellDevice(session);
        if (settings.Resume)
        {
            MoreEpochs.Write(settings.Folder!, settings.Configuration, screen);
        }

        using var page = settings.Live is { } port ? TrainingPage.Start(run, settings.Folder, port, session) : null;
        try
        {
            var results = run.Training(session, page).Run(settings.Folder, settings.Resume, out weights);
            Tell(results, settings.Folder, session);
            return results;
        }
        catch (OperationCanceledException) when (settings.Folder is { } folder && File.Exists(RunFolder.Checkpoint(folder)))
        {
            throw new InterruptedRunException(folder);
        }
        finally
        {
            HostileText.Write(device.Boards, screen);
        }
    }

    private static OpenedStudy OpenSeeds(TrainSettings settings, Session session)
    {
        var (order, screen) = (settings.Order!, session.Screen);
        var run = TrainingCall.Open(settings, session);
        var study = new SeedsStudy(run.Configuration, order.Folder, run.Device, () => run.Training(session));
        try
        {
            run.TakeFolder(order.Folder, study);
            run.TellDevice(session);
        }
        catch
        {
            study.Dispose();
            throw;
        }

        return new OpenedStudy(study, (results, time) =>
        {
            var result = study.Result(results) with
            {
                Provenance = StudyProvenance.Of(order.Command, study.Shown, run.Configuration.Training.Seed),
            };
            FolderReport.Write(order.Folder, result, screen);
            order.Json?.Write(result, screen);
            SeedsText.Write(screen, result);
            screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time    {time.TotalSeconds:F1} s"));
            HostileText.Write(run.Device.Boards, screen);
            screen.Text.WriteLine($"run     {order.Folder}");
            FolderReport.Tell(order.Folder, screen);
        });
    }

    private static void Tell(IReadOnlyList<TrainResult> results, string? folder, Session session)
    {
        var screen = session.Screen;
        if (results is [var only])
        {
            AccuracyText.Write(screen, only.ClassNames, [.. only.Rows]);
            if (only.Best is { } best)
            {
                screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"best    epoch {best.Epoch}: validation {best.Vote:F2} % by vote"));
            }
        }
        else
        {
            SeedsText.Write(screen, SeedsResult.Of(results));
        }

        if (results[^1].Board is { } time)
        {
            screen.Text.WriteLine($"time    {PlanText.Spent(time)}");
            if (time.Mended > 0)
            {
                screen.Text.WriteLine($"link    {PlanText.Mended(time)}");
            }
        }

        ShareText.Write(session);
        if (folder is not null)
        {
            screen.Text.WriteLine($"run     {folder}");
        }
    }
}
