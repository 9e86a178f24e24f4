using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Threads;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Live;

/// <summary>The cells of a network, asked one image at a time: by look-up where there is a response table, else on the device. One call at a time.</summary>
internal sealed class NetworkCells : IDisposable
{
    private readonly HiddenLayers _layers;
    private readonly ICellArray _last;
    private readonly TrialCount _trials;
    private readonly OpenDevice? _owned;

    private NetworkCells(HiddenLayers layers, ICellArray last, OpenDevice? owned)
    {
        (_layers, _last, _owned, _trials) = (layers, last, owned, new TrialCount(last.Settings));
        From = _last.Describe().Name + (layers.Last.ResponseTable is null ? "" : ", by its response table");
    }

    /// <summary>Who answers, in words.</summary>
    public string From { get; }

    /// <summary>The cells of a run by its response table: nothing of what the run works with is touched. Null where it has none with traces.</summary>
    /// <param name="layers">The run's hidden layers.</param>
    /// <param name="device">Their device.</param>
    public static NetworkCells? OfResponseTable(HiddenLayers layers, OpenDevice device) => layers.All(layer => layer.ResponseTable?.Response.Trace is not null)
        ? new NetworkCells(
            new HiddenLayers([.. layers.Select((layer, index) => new HiddenCells(ArrayOf(device, index), layer.ResponseTable!))]),
            ArrayOf(device, layers.Count - 1), null)
        : null;

    /// <summary>The cells of a device, which run each image.</summary>
    /// <param name="device">The device; closed with this.</param>
    /// <param name="nonlinearity">g after the cells.</param>
    /// <param name="layers">Hidden layers.</param>
    public static NetworkCells OfDevice(OpenDevice device, Nonlinearity nonlinearity, int layers)
    {
        HiddenCells[] cells = [.. device.Arrays.Select(array => new HiddenCells(array, nonlinearity, ForwardMode.Stream))];
        return new NetworkCells(cells is [var only] ? HiddenLayers.Alike(only, layers) : new HiddenLayers(cells), device.Arrays[^1], device);
    }

    /// <summary>What the cells of the last hidden layer answer to an image, and the outputs.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="rows">Height of the image, pixels.</param>
    /// <param name="pixels">The image.</param>
    /// <param name="image">Its number, or null.</param>
    /// <param name="label">Its class, or null.</param>
    public CellAnswer Answer(NetworkWeights weights, int rows, byte[] pixels, int? image, int? label)
    {
        var wasAlone = Team.IsAlone;
        Team.IsAlone = true; // the team is the run's
        try
        {
            var set = new ImageSet(rows, pixels.Length / rows, pixels, [0], weights.Classes);
            var codes = Evaluator.Currents(weights, _layers, set, [0])[^1];
            var readout = weights.ToReadout(_layers.Last.Nonlinearity);
            var (settings, responses) = (_last.Settings, _layers.Last.ResponseTable);
            var response = responses?.Response ?? _last.Run(new(codes, Features.Trace | Features.Votes, readout, _trials.Take(codes.Length)));
            return new CellAnswer(
                settings, response.Trace!, cell => responses?.TraceColumnOf(codes[cell], cell) ?? cell,
                Array.ConvertAll(codes, code => settings.Codes.Currents[code]))
            {
                Votes = responses is null ? response.Votes! : _layers.Last.Voter(readout)!.Vote(codes),
                Weights = weights,
                Nonlinearity = _layers.Last.Nonlinearity,
                Image = image,
                Label = label,
                Pixels = pixels,
                From = From,
            };
        }
        finally
        {
            Team.IsAlone = wasAlone;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _owned?.Dispose();

    private static ICellArray ArrayOf(OpenDevice device, int layer) => device.Arrays[Math.Min(layer, device.Arrays.Count - 1)];
}
