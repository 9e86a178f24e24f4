using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Results;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What the task of a seed gave.</summary>
/// <param name="Run">The run, without times.</param>
/// <param name="Epochs">Its epochs, without times.</param>
internal sealed record SeedOutcome(TrainResult Run, EpochPoint[] Epochs);

/// <summary>
/// One recipe with several seeds, a task a seed. Each keeps a run folder of its own in the sweep's, from whose checkpoint it goes on when it is stopped amid
/// its epochs.
/// </summary>
internal sealed class SeedsStudy : IStudy<SeedsResult>
{
    private const string Name = "train 1";

    private readonly RunSettings _settings;
    private readonly OpenDevice _device;
    private readonly StudyTask[] _seeds;
    private readonly string _folder;
    private readonly Lazy<NetworkTraining> _training;

    /// <summary>Makes the tasks; nothing runs yet.</summary>
    /// <param name="settings">The recipe, with the images' fingerprint.</param>
    /// <param name="folder">The sweep's folder.</param>
    /// <param name="device">The device, which is given back with the study.</param>
    /// <param name="training">Trains on it.</param>
    public SeedsStudy(RunSettings settings, string folder, OpenDevice device, Func<NetworkTraining> training)
    {
        (_settings, _folder, _device, _training) = (settings, folder, device, new(training));
        _seeds = [.. Enumerable.Range(settings.Training.Seed, settings.Seeds).Select(Seed)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Stage> Stages => [new("seeds", _seeds)];

    /// <summary>One: a training has all cores to itself.</summary>
    public int Lanes => 1;

    /// <inheritdoc/>
    public string Device => _device.Array.Describe().ToString();

    /// <inheritdoc/>
    public string DataFingerprint => _settings.DataFingerprint;

    /// <inheritdoc/>
    public SeedsResult Result(TaskResults results)
    {
        SeedOutcome[] seeds = [.. _seeds.Select(results.Of<SeedOutcome>)];
        return SeedsResult.Of([.. seeds.Select(seed => seed.Run)]) with { Courses = [.. seeds.Select(seed => seed.Epochs)] };
    }

    /// <summary>Every kind of array, as a report tells it.</summary>
    public IReadOnlyList<ArrayDescription> Shown => [.. _device.Arrays.Select(StudyDevice.Shown)];

    /// <summary>What of a recipe decides bits, whatever the number of seeds: not where device and images are.</summary>
    /// <param name="settings">The recipe.</param>
    public static RunSettings Essence(RunSettings settings) => settings with { Seeds = 1, Device = "", Data = null, Calibration = null };

    /// <inheritdoc/>
    public void Dispose() => _device.Dispose();

    private StudyTask Seed(int seed)
    {
        var recipe = Essence(_settings) with { Training = _settings.Training with { Seed = seed } };
        var calibration = _settings.Calibration is { } folder ? CellCalibration.Read(folder) : null;
        var twin = DeviceName.Parse(_settings.Device) is DeviceName.Twin(var cells) ? CellCalibration.Read(cells) : null;
        return new StudyTask(
            TaskKey.Of(
                Name, "seed", new { Recipe = recipe, Calibration = calibration, Twin = twin }, _settings.DataFingerprint,
                StudyDevice.Identity(_device.Array)),
            $"seed {seed}", 1, [], call => Train(seed, call));
    }

    private SeedOutcome Train(int seed, TaskCall call)
    {
        var (place, training) = (RunFolder.OfSeed(_folder, seed), _training.Value);
        using var hold = RunFolder.Hold(place);
        var run = training.RunSeed(
            seed, $"seed {seed}, ", place, resume: true, 0, (done, words) => call.Tell((double)done / training.ImagesOfSeed, words), out _);
        return new SeedOutcome(
            run with
            {
                SecondsPerEpoch = double.NaN,
                Times = null,
                ImagesPerSecond = double.NaN,
                Device = StudyDevice.Shown(_device.Array).Name,
                Configuration = run.Configuration with { Device = "", Data = null },
                Provenance = null,
                Board = null,
            },
            [.. EpochTable.Read(place).Select(epoch => epoch with { Seconds = double.NaN })]);
    }
}
