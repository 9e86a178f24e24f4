using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Live;
using FhnHw.Host.Live.Server;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What <c>watch</c> was told.</summary>
/// <param name="Port">The page's port; 0 for one that is free.</param>
/// <param name="Run">The run, or null.</param>
/// <param name="Device">The device without a run, or null.</param>
internal sealed record WatchSettings(int Port, WatchedRun? Run, WatchedDevice? Device);

/// <summary>A run to watch.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Configuration">Its configuration, with the device and images of the command line where given.</param>
/// <param name="Weights">The file of its weights.</param>
internal sealed record WatchedRun(string Folder, RunSettings Configuration, string Weights);

/// <summary>A device to watch.</summary>
/// <param name="Name">The device.</param>
/// <param name="Imperfections">Of its cells.</param>
internal sealed record WatchedDevice(DeviceName Name, Imperfections Imperfections);

/// <summary><c>watch</c>: a page of a run, or of a device alone, on which cells answer.</summary>
internal sealed class WatchCommand : ProgramCommand<WatchSettings>
{
    private readonly Argument<string> _target = new("run or device")
    {
        Description = "folder of a run made by 'fhnhw train --out', also of one that trains just now; or a device such as cpu or sim, without a network",
    };

    private readonly LiveOptions _live = new(always: true);
    private readonly RunDeviceOptions _device = new();
    private readonly Option<string?> _data = Make.Text("--data", "DIR", Make.Told("the images (docs/data.md)", "the run's"));
    private readonly RunWeightsOption _weights = new();

    /// <summary>Declares the options.</summary>
    public WatchCommand() : base(
        "watch", "show on a page how the cells of a run, or of a device alone, answer",
        "fhnhw watch runs/best",
        "fhnhw watch runs/best --device sim",
        "fhnhw watch cpu",
        "fhnhw watch cpu --imperfections lab")
    {
        Add(_target);
        Add(_live);
        Add(_device);
        Add(_data);
        Add(_weights);
    }

    /// <inheritdoc/>
    protected override WatchSettings Read(ParseResult arguments)
    {
        var (target, port) = (arguments.GetValue(_target)!, _live.Read(arguments)!.Value);
        if (!Directory.Exists(target))
        {
            return new WatchSettings(port, null, Device(arguments, target));
        }

        var configuration = _device.Read(arguments, target);
        if (arguments.GetValue(_data) is { } data)
        {
            configuration = configuration with { Data = data, DataFingerprint = "" };
        }

        ShownCells.Check(configuration);
        configuration = configuration with { Training = configuration.Training with { HiddenNoise = HiddenNoise.None } };
        return new WatchSettings(port, new WatchedRun(target, configuration, _weights.Read(arguments, target, configuration)), null);
    }

    /// <inheritdoc/>
    protected override int Execute(WatchSettings settings, Session session)
    {
        if (settings.Run is { } run)
        {
            Watch(run, settings.Port, session);
        }
        else
        {
            Watch(settings.Device!, settings.Port, session);
        }

        return ExitCode.Done;
    }

    private WatchedDevice Device(ParseResult arguments, string target)
    {
        if (arguments.GetValue(_data) is not null || _weights.Members.Any(option => arguments.GetResult(option) is { Implicit: false }))
        {
            throw new InvalidSettingException($"'{target}' is no folder of a run, and --data and --best are for one; leave them out, or give a run's folder.");
        }

        return new WatchedDevice(_device.ReadAlone(arguments, NameOf(target)), _device.Cells(arguments));
    }

    private static DeviceName NameOf(string target)
    {
        try
        {
            return DeviceName.Parse(target);
        }
        catch (InvalidSettingException) when (!target.Contains(':', StringComparison.Ordinal))
        {
            throw new InvalidSettingException(
                $"'{target}' is neither a run's folder nor a device; give the folder of a run made by 'fhnhw train --out', or a device such as cpu or sim.");
        }
    }

    private static void Watch(WatchedRun run, int port, Session session)
    {
        var asked = FoundImages.Placed(run.Configuration, run.Folder);
        var data = DataOptions.Load(new DataChoice(asked.Data, asked.TrainImages, asked.TestImages), asked.Training.Seed, session);
        var configuration = FoundImages.Pin(asked, data, run.Folder);
        var images = RunImages.Of(data, configuration);
        session.Screen.Text.WriteLine($"run     {run.Folder}");
        session.Screen.Text.WriteLine($"data    {data}");
        var device = session.OpenDevice(DeviceName.Parse(configuration.Device), configuration.Array, configuration.Training.Cells);
        using var cells = NetworkCells.OfDevice(device, configuration.Training.Nonlinearity, configuration.Training.Hidden.Count);
        device.RequireReadout();
        ArrayText.Write(device, session.Screen);
        var content = new LiveNetwork(images.Watched, () => cells);
        content.Topics.Set("about", LiveSays.About(
            "run", run.Folder, device.Array.Describe(), configuration, (images.Watched, images.WatchedName), data.ClassNames, null));
        using var follows = new FollowedRun(run.Folder, run.Weights, content, path => WeightsFile.Read(path, configuration, data));
        Serve(content, port, device, session);
    }

    private static void Watch(WatchedDevice watched, int port, Session session)
    {
        var array = session.Open(watched.Name, LiveCurrents.Settings(watched.Imperfections));
        using var device = new OpenDevice([array], CellArrays.BoardOf(array));
        ArrayText.Write(device, session.Screen);
        var content = new LiveCurrents(array);
        content.Topics.Set("about", LiveSays.About(
            "device", $"{watched.Name}", array.Describe(), null, null, null, (-LiveCurrents.Most, LiveCurrents.Most, LiveCurrents.Start)));
        Serve(content, port, device, session);
    }

    private static void Serve(ILiveContent content, int port, OpenDevice device, Session session)
    {
        using var server = LiveServer.Start(content, port);
        using var link = new LinkWatch(content.Topics, device.Boards);
        session.Screen.Text.WriteLine($"live    {server.Address}");
        session.Screen.Text.WriteLine("        Ctrl-C ends it");
        session.Screen.Text.Flush();
        session.Cancellation.WaitHandle.WaitOne();
        content.Topics.Set("end", LiveSays.End("'fhnhw watch' has ended; call it again, and load the page at the address that it tells."));
    }
}
