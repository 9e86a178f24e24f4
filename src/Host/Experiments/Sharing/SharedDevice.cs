using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Sharing;

/// <summary>
/// The arrays of one device for many trials: only one of them runs at a time, whichever threads ask; and a response table is measured once for equal settings,
/// twice over as always, and then shared by all trials that need no more than its traces.
/// </summary>
/// <param name="create">Makes the device's array for some settings.</param>
internal sealed class SharedDevice(Func<ArraySettings, ICellArray> create) : IDisposable
{
    private readonly Lock _turn = new();
    private readonly Dictionary<ArraySettings, (ICellArray Array, ResponseTable ResponseTable)> _known = [];
    private readonly List<ICellArray> _streaming = [];

    /// <summary>How many trials go side by side: one where the device streams every image or is at the end of a link.</summary>
    /// <param name="array">What an array of the device says of itself.</param>
    public static int Lanes(ArrayDescription array) => array is { Deterministic: true, Capabilities.Remote: false } ? SideBySide.Lanes : 1;

    /// <summary>An array of the device, which takes its turn.</summary>
    public ICellArray Open(ArraySettings settings)
    {
        lock (_turn)
        {
            return new ArrayInTurn(create(settings), _turn);
        }
    }

    /// <summary>
    /// Cells of the device, for one trial at a time. Where it is deterministic, those of equal settings share an array and its response table, whatever the
    /// readout and however few of the samples are taken. Where all input words of other settings were run, such as those of the opposite gamma, they
    /// are not run again.
    /// </summary>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="nonlinearity">g of the readout.</param>
    /// <param name="every">Of how many samples one is taken.</param>
    public HiddenCells Cells(ArraySettings settings, Nonlinearity nonlinearity, int every = 1)
    {
        lock (_turn)
        {
            if (_known.TryGetValue(settings, out var known) && known.ResponseTable.View(nonlinearity, every) is { } view)
            {
                return new HiddenCells(known.Array, view);
            }

            var array = Open(settings);
            if (!array.Describe().Deterministic || !HasTraces(settings))
            {
                array.Dispose();
                _streaming.Add(array = Open(Thinned(settings, every)));
                return new HiddenCells(array, nonlinearity, ForwardMode.Auto);
            }

            var alike = _known.Values.Select(other => other.ResponseTable.Of(array)).FirstOrDefault(responses => responses is not null);
            var measured = alike ?? ResponseTable.Measure(array, nonlinearity);
            _known[settings] = (array, measured);
            return new HiddenCells(array, measured.View(nonlinearity, every)!);
        }
    }

    /// <summary>
    /// The same cells for one of several trials at a time: on one response table, with buffers of their own. Those that stream serve one trial after the other.
    /// </summary>
    public static HiddenCells OfOneTrial(HiddenCells cells) => cells.ResponseTable is null ? cells : cells.With(cells.Nonlinearity);

    /// <summary>The same settings with fewer samples.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="every">Of how many samples one is taken.</param>
    public static ArraySettings Thinned(ArraySettings settings, int every) => settings with
    {
        Window = new Window(settings.Window.TransientSteps, settings.Window.Steps, settings.Window.Stride * every),
    };

    /// <summary>Gives back the arrays of <see cref="Cells"/>.</summary>
    public void Dispose()
    {
        foreach (var array in _known.Values.Select(known => known.Array).Concat(_streaming))
        {
            array.Dispose();
        }
    }

    private static bool HasTraces(ArraySettings settings) =>
        ResponseTable.AllRuns(settings).Length * (long)settings.Window.Samples <= ResponseTable.MostSamples;

    private sealed class ArrayInTurn(ICellArray array, Lock turn) : ICellArray
    {
        public ArraySettings Settings => array.Settings;

        public long[] Memory
        {
            get => array.Memory;
            set => array.Memory = value;
        }

        public ArrayDescription Describe()
        {
            lock (turn)
            {
                return array.Describe();
            }
        }

        public Response Run(RunRequest request)
        {
            lock (turn)
            {
                return array.Run(request);
            }
        }

        public void Rest()
        {
            lock (turn)
            {
                array.Rest();
            }
        }

        public void Dispose()
        {
            lock (turn)
            {
                array.Dispose();
            }
        }
    }
}
