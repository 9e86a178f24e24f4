using System.Diagnostics;
using FhnHw.Boards.Arrays;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>A trained network with its images, to be tried on one chip or several.</summary>
internal sealed class NetworkEvaluation
{
    private readonly EvalSettings _settings;
    private readonly Session _session;
    private readonly RunSettings _configuration;
    private readonly RunImages _images;
    private readonly NetworkWeights _weights;

    /// <summary>Loads images and weights.</summary>
    public NetworkEvaluation(EvalSettings settings, Session session)
    {
        (_settings, _session) = (settings, session);
        var asked = FoundImages.Placed(settings.Configuration, settings.Folder);
        Data = DataOptions.Load(new DataChoice(asked.Data, asked.TrainImages, asked.TestImages), asked.Training.Seed, session);
        if (asked.DataFingerprint.Length == 0)
        {
            Data = RunClasses.Fit(Data, settings.Folder, session.Screen); // other images than the run's
        }

        _configuration = FoundImages.Pin(asked, Data, settings.Folder);
        var trained = RunSettings.Read(RunFolder.Configuration(settings.Folder));
        var (own, tried) = (trained.Array.Imperfections, _configuration.Array.Imperfections);
        OwnChip = !own.HasIdealCells && own with { Seed = tried.Seed } == tried ? own.Seed : null;
        // Nothing of other images was held out.
        var isOther = trained.DataFingerprint != Data.Fingerprint;
        _images = RunImages.Of(Data, isOther ? _configuration with { Validate = 0 } : _configuration);
        if (settings.TrainImages > 0 || settings.TestImages > 0)
        {
            var train = Some(_images.Train, settings.TrainImages);
            Data = Data.With("some images", train, Some(Data.Test, settings.TestImages));
            _images = _images with { Train = train };
        }

        _weights = WeightsFile.Read(settings.Weights, _configuration, Data);
    }

    /// <summary>The images.</summary>
    public DataSet Data { get; }

    /// <summary>
    /// The seed of the cells that the network was trained with, where chips with the imperfections that are tried are drawn from seeds as those cells
    /// were; else null.
    /// </summary>
    public int? OwnChip { get; }

    /// <summary>Tries the network on one chip, telling how it goes.</summary>
    /// <param name="chip">The seed of its cells.</param>
    public TrainResult Run(int chip)
    {
        var array = _configuration.Array;
        var configuration = _configuration with { Array = array with { Imperfections = array.Imperfections with { Seed = chip } } };
        var (training, screen) = (configuration.Training, _session.Screen);
        using var device = _session.OpenDevice(DeviceName.Parse(configuration.Device), configuration.Array, training.Cells);
        device.RequireReadout();
        var spiking = SpikesText.Share(device.Array);
        if (chip == array.Imperfections.Seed)
        {
            ArrayText.Write(device, screen);
            SpikesText.Write(spiking, configuration.Array, screen);
            PlanText.WriteLine(device, training.Nonlinearity, configuration.Forward, training.Cells, Tried, screen);
            NoResponseTableText.Write(device.Array, configuration.Forward, Tried, screen);
        }

        var clock = Stopwatch.StartNew();
        var single = ResponseTableBar.Prepare(
            device, training.Nonlinearity, configuration.Forward, _weights.Hidden.Count, _session, Opener(device, configuration));
        var cells = UnitLayers.Of(single, _weights.Hidden, training.Pool, training.Ghosts, HiddenNoise.None);
        var preparation = clock.Elapsed.TotalSeconds;
        cells.CellsAt = Checkpoint.ReadCells(RunFolder.Checkpoint(_settings.Folder), cells.Count);
        clock.Restart();
        ImageSet[] sets = [Data.Test, .. new[] { _images.Validation }.OfType<ImageSet>(), _images.Train];
        var predictions = screen.Progress("evaluating", Tried, report => Evaluator.PredictEach(
            _weights, cells, sets, inDetail: _settings.Out is not null, done => report(done), _session.Cancellation));
        Accuracy Of(int set) => predictions[set].Accuracy(sets[set]);
        var (test, heldOut, train) = (Of(0), sets.Length > 2 ? Of(1) : null, Of(sets.Length - 1));
        var seconds = clock.Elapsed.TotalSeconds;
        var rate = Tried / seconds;
        var noisy = training.HiddenNoise.IsNone ? null : Evaluator.Run(
            _weights, UnitLayers.Under(cells, _weights.Hidden, new TestNoise(training.HiddenNoise, training.Seed)), Data.Test,
            cancellation: _session.Cancellation);
        HostileText.Write(device.Boards, screen);
        if (_settings.Out is { } folder)
        {
            WeightsFile.Write(RunFolder.Weights(folder), _weights);
            NeuronPictures.Keep(folder, configuration, _weights, single, device, Data.Test, predictions[0]);
        }

        return new TrainResult(
            test, train, device.Array.Describe().Name, cells.Last.Forward.Name, double.NaN, rate, Data.ToString(), configuration,
            _session.Provenance(device.Descriptions, training.Seed), BoardTime.Of(device.Board))
        {
            Validation = heldOut,
            Noisy = noisy,
            ClassNames = Data.ClassNames,
            SpikingCodes = spiking,
            Times = new RunTimes(preparation, 0, 0, seconds),
        };
    }

    private int Tried => Data.Test.Count + _images.Train.Count + (_images.Validation?.Count ?? 0);

    private ImageSet Some(ImageSet images, int count) => BalancedSubset.UpTo(images, count, _settings.Configuration.Training.Seed);

    // Where cells differ, the response table has the runs of each cell, 4095 of 12 bits. That is far fewer runs than those of many images, so that votes from
    // their traces are faster than running the array for each image.
    private Func<ArraySettings, ICellArray>? Opener(OpenDevice device, RunSettings configuration)
    {
        // The settings of a twin's array have its cells already.
        var name = DeviceName.Parse(configuration.Device).Change(one => one is DeviceName.Twin ? new DeviceName.Cpu() : one);
        var isLocal = name.Devices.All(one => one is DeviceName.Cpu or DeviceName.OpenCl or DeviceName.BestOpenCl);
        return isLocal && Tried > 2 * device.Array.Settings.Codes.Count ? Open : null;

        // Ctrl-C ends the votes between two parts of the window.
        ICellArray Open(ArraySettings array)
        {
            _session.Cancellation.ThrowIfCancellationRequested();
            return _session.Open(name, array);
        }
    }
}
