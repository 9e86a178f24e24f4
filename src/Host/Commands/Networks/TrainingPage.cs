using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Live;
using FhnHw.Host.Live.Server;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>The page of a run that trains: <c>--live</c>. It ends with the run.</summary>
internal sealed class TrainingPage : IDisposable
{
    private readonly TrainingCall _call;
    private readonly Session _session;
    private readonly string? _folder;
    private readonly LiveNetwork _content;
    private readonly LiveTraining _training;
    private readonly LinkWatch _link;
    private readonly LiveServer _server;
    private HiddenLayers? _layers;

    private TrainingPage(TrainingCall call, string? folder, int port, Session session)
    {
        (_call, _folder, _session) = (call, folder, session);
        _content = new LiveNetwork(call.Images.Watched, OpenCells);
        _training = new LiveTraining(_content);
        _content.Topics.Set("about", LiveSays.About(
            "train", folder ?? "a run that is not kept", call.Device.Array.Describe(), call.Configuration,
            (call.Images.Watched, call.Images.WatchedName), call.Data.ClassNames, null));
        _server = LiveServer.Start(_content, port);
        _link = new LinkWatch(_content.Topics, call.Device.Boards);
    }

    /// <summary>Serves the page of a run, and tells where it is.</summary>
    /// <param name="call">The run.</param>
    /// <param name="folder">Its folder, or null.</param>
    /// <param name="port">The port; 0 for one that is free.</param>
    /// <param name="session">The call of the program.</param>
    /// <exception cref="InvalidSettingException">The port cannot be had.</exception>
    public static TrainingPage Start(TrainingCall call, string? folder, int port, Session session)
    {
        var page = new TrainingPage(call, folder, port, session);
        session.Screen.Text.WriteLine($"live    {page._server.Address}");
        session.Screen.Text.Flush();
        return page;
    }

    /// <summary>The cells are ready: they can be asked from now on.</summary>
    public void Ready(HiddenLayers layers) => Volatile.Write(ref _layers, layers);

    /// <summary>A run with its page: what it tells is what it told before, and the page hears it too.</summary>
    /// <param name="run">The run.</param>
    public TrainingRun Follow(TrainingRun run)
    {
        var (batch, epoch) = (run.OnBatch, run.OnEpoch);
        run.OnBatch = progress =>
        {
            batch?.Invoke(progress);
            _training.AtBatch(progress, run.Weights);
        };
        run.OnEpoch = (result, accuracy) =>
        {
            epoch?.Invoke(result, accuracy);
            _training.AtEpoch(result, accuracy, run, _call.Images.Watched.Labels);
        };
        _training.Show(run.Epoch, run.Weights);
        return run;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _link.Dispose();
        _training.End(_folder is null
            ? "The run has ended, and was not kept; 'fhnhw train --live --out DIR' keeps one."
            : $"The run has ended; 'fhnhw watch {_folder}' shows it again.");
        _server.Dispose();
        _content.Dispose();
    }

    private NetworkCells OpenCells()
    {
        var layers = Volatile.Read(ref _layers) ?? throw new InvalidSettingException("The device is being prepared; its cells answer in a moment.");
        var (configuration, device) = (_call.Configuration, _call.Device);
        ShownCells.Check(configuration);
        if (NetworkCells.OfResponseTable(layers, device) is { } looksUp)
        {
            return looksUp;
        }

        return configuration.Array.Imperfections.Stateful && device.Boards.Count > 0
            ? throw new InvalidSettingException("These cells keep their state from image to image, and the run has them; ask them when it has ended.")
            : NetworkCells.OfDevice(
                CellArrays.Open(DeviceName.Parse(configuration.Device), configuration.Array, configuration.Training.Cells, _session.Link),
                configuration.Training.Nonlinearity, layers.Count);
    }
}
