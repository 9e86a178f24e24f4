using System.Diagnostics;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What a training works with: images that are loaded and a device that is open.</summary>
/// <param name="Configuration">The recipe, as the device takes it.</param>
/// <param name="Data">The images of the first seed.</param>
/// <param name="Images">The same, as the run uses them.</param>
/// <param name="ImagesOf">The images of any seed.</param>
/// <param name="Device">The device.</param>
internal sealed record TrainingCall(RunSettings Configuration, DataSet Data, RunImages Images, Func<int, RunImages> ImagesOf, OpenDevice Device)
{
    /// <summary>The share of the current codes at which the cells spike, percent; null where they are floating-point.</summary>
    public double? SpikingCodes { get; } = SpikesText.Share(Device.Array);

    /// <summary>Loads the images, opens the device, and tells of the images.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="session">The call of the program.</param>
    public static TrainingCall Open(TrainSettings settings, Session session)
    {
        var choice = new DataChoice(settings.Configuration.Data, settings.Configuration.TrainImages, settings.Configuration.TestImages);
        var whole = DataOptions.Load(choice with { TrainImages = 0, TestImages = 0 }, settings.Configuration.Training.Seed, session);
        var data = DataOptions.Subset(whole, choice, settings.Configuration.Training.Seed, session);
        var configuration = FoundImages.Pin(settings.Configuration, data, settings.Folder);
        var images = RunImages.Of(data, configuration);
        var device = session.OpenDevice(DeviceName.Parse(configuration.Device), configuration.Array, configuration.Training.Cells);
        try
        {
            device.RequireReadout();
            configuration = Cropped(configuration, device.Array.Describe(), settings.CropAsked);
        }
        catch
        {
            device.Dispose();
            throw;
        }

        session.Screen.Text.WriteLine($"data    {data}");
        if (images.Validation is { } heldOut)
        {
            session.Screen.Text.WriteLine($"        {heldOut.Count} of the training images are held out for validation; the test images are not looked at");
        }

        return new TrainingCall(
            configuration, data, images,
            seed => seed == configuration.Training.Seed ? images : RunImages.Of(DataOptions.Subset(whole, choice, seed, session), configuration), device);
    }

    /// <summary>Tells of the device, and what its link costs.</summary>
    public void TellDevice(Session session)
    {
        ArrayText.Write(Device, session.Screen);
        SpikesText.Write(SpikingCodes, Device.Array.Settings, session.Screen);
        NoResponseTableText.Write(Device.Array, Configuration.Forward, Images.Train.Count, session.Screen);
        FewUpdatesText.Write(Configuration.Training, Images.Train.Count, session.Screen);
        PlanText.WriteLine(
            Device, Configuration.Training.Nonlinearity, Configuration.Forward, Configuration.Training.Cells, Images.Train.Count, session.Screen);
    }

    /// <summary>Measures the response table where one is used, and makes what trains.</summary>
    /// <param name="session">The call of the program.</param>
    /// <param name="page">The page that shows it; null for none.</param>
    public NetworkTraining Training(Session session, TrainingPage? page = null)
    {
        var clock = Stopwatch.StartNew();
        var layers = ResponseTableBar.Prepare(Device, Configuration.Training.Nonlinearity, Configuration.Forward, Configuration.Training.Cells.Count, session);
        page?.Ready(layers);
        return new NetworkTraining(Configuration, ImagesOf, Device, layers, session)
        {
            Preparation = clock.Elapsed.TotalSeconds,
            Page = page,
            SpikingCodes = SpikingCodes,
        };
    }

    /// <summary>Takes a folder for the runs of several seeds: a new one, or one that has this recipe, whatever the number of seeds.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="study">The runs as tasks.</param>
    /// <exception cref="InvalidSettingException">It holds another run.</exception>
    public void TakeFolder(string folder, SeedsStudy study)
    {
        var known = File.Exists(RunFolder.Configuration(folder)) ? RunSettings.Read(RunFolder.Configuration(folder)) : null;
        var isThis = known is not null && known.Seeds > 1 && (new SweepFolder(folder).Plan is { } plan
            ? plan.Tasks[0].Key == study.Stages[0].Tasks[0].Key // the first seed's, which tells of all that decides bits
            : TaskJson.Canonical(SeedsStudy.Essence(known)) == TaskJson.Canonical(SeedsStudy.Essence(Configuration)));
        if (!isThis)
        {
            RunFolder.CheckFree(folder);
            RunFolder.Begin(folder, Configuration, Device.Array.Describe());
        }
        else if (known!.Seeds != Configuration.Seeds)
        {
            RunFolder.Rewrite(folder, known with { Seeds = Configuration.Seeds });
        }
    }

    // A temporal crop is cut from the traces of a response table. Where every image is streamed there are none: then a preset's crop is dropped, and one
    // that the user gave is an error.
    private static RunSettings Cropped(RunSettings configuration, ArrayDescription array, bool asked)
    {
        if (configuration.Training.TemporalCrop == 0 || ForwardModes.Resolve(configuration.Forward, array) == ForwardMode.Table)
        {
            return configuration;
        }

        return !asked ? configuration with { Training = configuration.Training with { TemporalCrop = 0 } } : throw new InvalidSettingException(
            "A temporal crop needs a response table, and every image is streamed here; "
            + "give --temporal-crop 0, or take --forward table with deterministic cells.");
    }
}
