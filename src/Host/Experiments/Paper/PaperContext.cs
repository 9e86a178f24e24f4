using FhnHw.Host.Experiments.Sharing;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>What every experiment of the paper works with: the device, the images, the plan, and who is told how it goes.</summary>
/// <param name="create">Makes the device's array for some settings.</param>
/// <param name="baseline">Makes the floating-point array for some settings.</param>
/// <param name="data">The images.</param>
/// <param name="plan">How much of everything.</param>
/// <param name="report">Told the share done, 0 to 1, and what is under way.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class PaperContext(
    Func<ArraySettings, ICellArray> create, Func<ArraySettings, ICellArray> baseline, DataSet data, PaperPlan plan,
    Action<double, string> report, CancellationToken cancellation) : IDisposable
{
    private readonly SharedDevice _device = new(create);
    private readonly Dictionary<(string Name, string Arithmetic), (int Order, ArrayDescription Description)> _devices = [];
    private DataSet? _trialData;
    private TrialRuns? _trials;

    /// <summary>The images.</summary>
    public DataSet Data => data;

    /// <summary>How much of everything.</summary>
    public PaperPlan Plan => plan;

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Every kind of array that took part, as the plan asks for them; cells of other eps, a or start are no other kind.</summary>
    public IReadOnlyList<ArrayDescription> Devices
    {
        get
        {
            lock (_devices)
            {
                return [.. _devices.Values.OrderBy(known => known.Order).Select(known => known.Description)];
            }
        }
    }

    /// <summary>True where the device answers from its atlas.</summary>
    public bool HasAtlas => Devices is not [{ Deterministic: false }, ..];

    /// <summary>How many trials go side by side, as soon as the device is known.</summary>
    public int Lanes => Devices is [var device, ..] ? SharedDevice.Lanes(device) : 1;

    /// <summary>The images of trials, as many as the plan says.</summary>
    public DataSet TrialData => LazyInitializer.EnsureInitialized(ref _trialData, () => data.With(
        "trials", Some(data.Train, plan.TrialImages, plan.Seed), Some(data.Test, plan.LoopTestImages, plan.Seed)));

    /// <summary>The trials on these images and the usual cells.</summary>
    public TrialRuns Trials => LazyInitializer.EnsureInitialized(ref _trials, () => new TrialRuns(this));

    /// <summary>The paper's array: a = 0, eps 0.01, 12-bit codes.</summary>
    /// <param name="gamma">Gain from tanh to current.</param>
    /// <param name="transient">T_trans, time units.</param>
    /// <param name="record">T, time units.</param>
    /// <param name="stride">Steps between samples.</param>
    /// <param name="format">Word lengths and dt.</param>
    /// <param name="parameters">The cell.</param>
    public static ArraySettings Settings(
        double gamma, double transient = Window.UsualTransient, double record = Window.UsualRecord, int stride = Window.UsualStride,
        CellFormat? format = null, CellParameters? parameters = null)
    {
        var numbers = format ?? new CellFormat();
        return new ArraySettings(
            numbers, parameters ?? new CellParameters(), CurrentCodes.OfBits(gamma: gamma), Window.OfTime(numbers, transient, record, stride));
    }

    /// <summary>The device's array, which runs in turn with its others.</summary>
    /// <param name="settings">What it is made for.</param>
    /// <param name="order">Where its kind stands among <see cref="Devices"/>, whichever trial comes first.</param>
    public ICellArray Create(ArraySettings settings, int order = 0) => Note(_device.Open(settings), order);

    /// <summary>Cells of the device, whose atlas is measured once for all that differ in no more than readout and samples taken.</summary>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="nonlinearity">g of the readout after them.</param>
    /// <param name="every">Of how many samples one is taken.</param>
    public HiddenCells Cells(ArraySettings settings, Nonlinearity nonlinearity, int every = 1) => _device.Cells(settings, nonlinearity, every);

    /// <summary>The cells of a trial as the paper has them, gamma -0.5; new ones for each trial, on one atlas.</summary>
    /// <param name="nonlinearity">g of the readout after them.</param>
    public HiddenCells UsualCells(Nonlinearity nonlinearity) => Cells(Settings(InLoop.Gamma), nonlinearity, plan.Thinning);

    /// <summary>Settings of a trial, with as few samples as the plan takes.</summary>
    public ArraySettings Thinned(ArraySettings settings) =>
        SharedDevice.Thinned(settings, plan.Thinning);

    /// <summary>The floating-point array.</summary>
    /// <param name="settings">What it is made for.</param>
    /// <param name="order">As for <see cref="Create"/>.</param>
    public ICellArray Baseline(ArraySettings settings, int order = 0) => Note(baseline(settings), order);

    /// <summary>Some images, in equal shares of each class where there are enough; all for 0.</summary>
    public static ImageSet Some(ImageSet images, int count, int seed) =>
        count >= images.Count ? images : BalancedSubset.UpTo(images, count, seed);

    /// <summary>Gives back the arrays of <see cref="Cells"/>.</summary>
    public void Dispose() => _device.Dispose();

    /// <summary>Tells how far the whole is.</summary>
    public void Tell(double share, string words)
    {
        cancellation.ThrowIfCancellationRequested();
        report(share, words);
    }

    private ICellArray Note(ICellArray array, int order)
    {
        var description = array.Describe();
        lock (_devices)
        {
            var kind = (description.Name, description.Arithmetic);
            if (!_devices.TryGetValue(kind, out var known) || order < known.Order)
            {
                _devices[kind] = (order, description);
            }
        }

        return array;
    }
}
