using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>What every experiment of the paper works with: the device, the images, the plan.</summary>
/// <param name="create">Makes the device's array for some settings.</param>
/// <param name="baseline">Makes the floating-point array for some settings.</param>
/// <param name="data">The images.</param>
/// <param name="plan">How much of everything.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class PaperContext(
    Func<ArraySettings, ICellArray> create, Func<ArraySettings, ICellArray> baseline, DataSet data, PaperPlan plan,
    CancellationToken cancellation) : IDisposable
{
    private readonly SharedDevice _device = new(create);
    private UsualArray? _usual;
    private DataSet? _trialData;

    /// <summary>The images.</summary>
    public DataSet Data => data;

    /// <summary>How much of everything.</summary>
    public PaperPlan Plan => plan;

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>True where the device answers from its response table.</summary>
    public bool HasResponseTable => LazyInitializer.EnsureInitialized(ref _usual, Describe).Description.Deterministic;

    /// <summary>The device's usual array, as it says itself.</summary>
    public ArrayDescription Description => LazyInitializer.EnsureInitialized(ref _usual, Describe).Description;

    /// <summary>The same as reports tell it.</summary>
    public ArrayDescription Shown => LazyInitializer.EnsureInitialized(ref _usual, Describe).Shown;

    /// <summary>What tells the device from others in keys; null where its bits are those of every device.</summary>
    public string? DeviceIdentity => LazyInitializer.EnsureInitialized(ref _usual, Describe).Identity;

    /// <summary>The images of trials, as many as the plan says.</summary>
    public DataSet TrialData => LazyInitializer.EnsureInitialized(ref _trialData, () => data.With(
        "trials", Some(data.Train, plan.TrialImages, plan.Seed), Some(data.Test, plan.LoopTestImages, plan.Seed)));

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
    public ICellArray Create(ArraySettings settings) => _device.Open(settings);

    /// <summary>Cells of the device, whose response table is measured once for all that differ in no more than readout and samples taken.</summary>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="nonlinearity">g of the readout after them.</param>
    /// <param name="every">Of how many samples one is taken.</param>
    public HiddenCells Cells(ArraySettings settings, Nonlinearity nonlinearity, int every = 1) => _device.Cells(settings, nonlinearity, every);

    /// <summary>The cells of a trial as the paper has them, gamma -0.5; new ones for each trial, on one response table.</summary>
    /// <param name="nonlinearity">g of the readout after them.</param>
    public HiddenCells UsualCells(Nonlinearity nonlinearity) => Cells(Settings(InLoop.Gamma), nonlinearity, plan.Thinning);

    /// <summary>Settings of a trial, with as few samples as the plan takes.</summary>
    public ArraySettings Thinned(ArraySettings settings) =>
        SharedDevice.Thinned(settings, plan.Thinning);

    /// <summary>The floating-point array.</summary>
    public ICellArray Baseline(ArraySettings settings) => baseline(settings);

    /// <summary>Some images, in equal shares of each class where there are enough; all for 0.</summary>
    public static ImageSet Some(ImageSet images, int count, int seed) =>
        count >= images.Count ? images : BalancedSubset.UpTo(images, count, seed);

    /// <summary>Gives back the arrays of <see cref="Cells"/>.</summary>
    public void Dispose() => _device.Dispose();

    private UsualArray Describe()
    {
        using var array = Create(Settings(InLoop.Gamma));
        return new UsualArray(array.Describe(), StudyDevice.Shown(array), StudyDevice.Identity(array));
    }

    private sealed record UsualArray(ArrayDescription Description, ArrayDescription Shown, string? Identity);
}
