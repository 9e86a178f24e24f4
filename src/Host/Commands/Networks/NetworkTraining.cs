using System.Diagnostics;
using FhnHw.Boards.Arrays;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>
/// Trains networks on a device that is open: one a seed, each with its baseline where that is asked for. Tells how it goes, and leaves a run folder of
/// each.
/// </summary>
/// <param name="settings">The recipe.</param>
/// <param name="imagesOf">The images of a seed: a subset is drawn from it.</param>
/// <param name="device">The device.</param>
/// <param name="layers">Its cells, as hidden layers.</param>
/// <param name="session">The call of the program.</param>
internal sealed class NetworkTraining(RunSettings settings, Func<int, RunImages> imagesOf, OpenDevice device, HiddenLayers layers, Session session)
{
    private const string BaselineFolder = "baseline";

    /// <summary>Seconds that it took to prepare the cells.</summary>
    public double Preparation { get; init; }

    /// <summary>The share of the current codes at which the cells spike, percent; null where they are floating-point.</summary>
    public double? SpikingCodes { get; init; }

    /// <summary>The page that shows it; null for none.</summary>
    public TrainingPage? Page { get; init; }

    private readonly long _imagesOfRun = (long)settings.Training.Epochs * imagesOf(settings.Training.Seed).Train.Count;

    /// <summary>Trains one network a seed. A run folder gets everything but the page of its report, for which the caller may first let memory go.</summary>
    /// <param name="folder">The run folder of one seed; null for none, and for several seeds.</param>
    /// <param name="resume">True to continue what the folder holds.</param>
    /// <param name="weights">Gets the last network.</param>
    /// <returns>One result a seed.</returns>
    public IReadOnlyList<TrainResult> Run(string? folder, bool resume, out NetworkWeights weights)
    {
        var (results, last) = (new List<TrainResult>(), (NetworkWeights?)null);
        session.Screen.Follow("training", settings.Seeds * ImagesOfSeed, report =>
        {
            for (var index = 0; index < settings.Seeds; index++)
            {
                var seed = settings.Training.Seed + index;
                results.Add(TrainSeed(
                    seed, settings.Seeds == 1 ? "" : $"seed {seed}, ", folder, resume, index * ImagesOfSeed, report, out last));
            }

            return 0;
        });
        weights = last!;
        return results;
    }

    /// <summary>Images that the training of one seed reports, with its baseline.</summary>
    public long ImagesOfSeed => _imagesOfRun * (settings.Baseline ? 2 : 1);

    /// <summary>Trains the network of one seed and draws its report.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="name">What its lines begin with.</param>
    /// <param name="place">Its run folder.</param>
    /// <param name="resume">True to continue what the folder holds, if it holds a run.</param>
    /// <param name="before">Images that are reported before its own.</param>
    /// <param name="report">Told the images done and how it stands.</param>
    /// <param name="weights">Gets the network.</param>
    public TrainResult RunSeed(
        int seed, string name, string place, bool resume, long before, Action<long, string> report, out NetworkWeights weights)
    {
        var result = TrainSeed(seed, name, place, resume, before, report, out weights);
        FolderReport.Draw(place, session.Screen);
        return result;
    }

    private TrainResult TrainSeed(
        int seed, string name, string? place, bool resume, long before, Action<long, string> report, out NetworkWeights weights)
    {
        var images = imagesOf(seed);
        var one = settings with { Seeds = 1, Training = settings.Training with { Seed = seed }, DataFingerprint = images.Set.Fingerprint };
        resume = resume && place is not null && File.Exists(RunFolder.Configuration(place));
        if (place is not null && !resume)
        {
            RunFolder.Begin(place, one, device.Array.Describe());
        }

        var clock = Stopwatch.StartNew();
        var run = Train(one, images, layers, place, resume, new TrainingLines(
            session.Screen, name, images.WatchedName, settings.Training.Epochs, before, report));
        var trained = clock.Elapsed.TotalSeconds;
        var (watched, test, validation, train) = Evaluate(run, images);
        var evaluated = clock.Elapsed.TotalSeconds - trained;
        weights = run.Weights;
        var result = new TrainResult(
            test, train, device.Array.Describe().Name, layers.Last.Forward.Name, run.SecondsPerEpoch, run.ImagesPerSecond, images.Set.ToString(), one,
            session.Provenance(device.Descriptions, seed), BoardTime.Of(device.Board))
        {
            Validation = validation,
            Noisy = run.EvaluateUnderNoise(images.Validation ?? images.Set.Test, session.Cancellation),
            Best = images.Validation is null ? null : run.Best,
            ClassNames = images.Set.ClassNames,
            SpikingCodes = SpikingCodes,
            Times = new RunTimes(Preparation, run.SecondsTrained, trained - run.SecondsTrained, evaluated),
            Baseline = settings.Baseline ? RunBaseline(one, images, name, place, resume, before + _imagesOfRun, report) : null,
        };
        if (place is not null)
        {
            NeuronPictures.Keep(place, one, run.Weights, layers, device, images.Watched, watched);
            new JsonFile(RunFolder.Result(place)).Write(result, session.Screen);
        }

        return result;
    }

    // The same shape, seed and recipe; tanh units have no window to crop and need no surrogate.
    private BaselineResult RunBaseline(
        RunSettings one, RunImages images, string name, string? folder, bool resume, long before, Action<long, string> report)
    {
        var place = folder is null ? null : Path.Combine(folder, BaselineFolder);
        var plain = HiddenLayers.Alike(new PlainLayer(new PlainTanh()), settings.Training.Hidden.Count);
        if (place is not null)
        {
            Directory.CreateDirectory(place);
        }

        var (_, test, validation, train) = Evaluate(Train(
            one with { Calibration = null }, images, plain, place, resume,
            new TrainingLines(session.Screen, $"{name}tanh, ", images.WatchedName, settings.Training.Epochs, before, report)), images);
        return new BaselineResult(test, validation, train);
    }

    private TrainingRun Train(RunSettings one, RunImages images, HiddenLayers units, string? folder, bool resume, TrainingLines lines)
    {
        var run = new TrainingRun(one, images.Train, units)
        {
            Folder = folder,
            Watched = images.Watched,
            Validates = images.Validation is not null,
            OnBatch = lines.OnBatch,
            OnEpoch = lines.OnEpoch,
        };
        if (resume)
        {
            run.Resume();
        }

        if (ReferenceEquals(units, layers))
        {
            Page?.Follow(run);
        }

        run.Run(session.Cancellation);
        return run;
    }

    // The test images are not looked at where a recipe is chosen by held-out ones.
    private (Predictions Watched, Accuracy? Test, Accuracy? Validation, Accuracy Train) Evaluate(TrainingRun run, RunImages images)
    {
        var watched = run.Predict(images.Watched, session.Cancellation);
        var accuracy = watched.Accuracy(images.Watched);
        var validates = images.Validation is not null;
        return (watched, validates ? null : accuracy, validates ? accuracy : null, run.Evaluate(images.Train, session.Cancellation));
    }
}
