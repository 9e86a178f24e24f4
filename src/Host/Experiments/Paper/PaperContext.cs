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
    private readonly List<ArrayDescription> _devices = [];
    private readonly Dictionary<Nonlinearity, HiddenCells> _usual = [];
    private ICellArray? _usualArray;

    /// <summary>The images.</summary>
    public DataSet Data => data;

    /// <summary>How much of everything.</summary>
    public PaperPlan Plan => plan;

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Every kind of array that took part, in order of its first use; cells of other eps, a or start are no other kind.</summary>
    public IReadOnlyList<ArrayDescription> Devices => _devices;

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

    /// <summary>The device's array.</summary>
    public ICellArray Create(ArraySettings settings) => Note(create(settings));

    /// <summary>The cells of a trial as the paper has them, gamma -0.5; asked once for all trials that change nothing in the array.</summary>
    /// <param name="nonlinearity">g of the readout after them.</param>
    public HiddenCells UsualCells(Nonlinearity nonlinearity)
    {
        _usualArray ??= Create(Thinned(Settings(InLoop.Gamma)));
        return _usual.TryGetValue(nonlinearity, out var known)
            ? known
            : _usual[nonlinearity] = new HiddenCells(_usualArray, nonlinearity, ForwardMode.Auto);
    }

    /// <summary>The images of trials, as many as the plan says.</summary>
    /// <param name="name">What the set is called.</param>
    public DataSet ForTrials(string name) => data.With(
        name, Some(data.Train, plan.TrialImages, plan.Seed), Some(data.Test, plan.LoopTestImages, plan.Seed));

    /// <summary>Settings of a trial, with as few samples as the plan takes.</summary>
    public ArraySettings Thinned(ArraySettings settings) =>
        settings with { Window = new Window(settings.Window.TransientSteps, settings.Window.Steps, settings.Window.Stride * plan.Thinning) };

    /// <summary>The floating-point array.</summary>
    public ICellArray Baseline(ArraySettings settings) => Note(baseline(settings));

    /// <summary>Some images, in equal shares of each class where there are enough; all for 0.</summary>
    public static ImageSet Some(ImageSet images, int count, int seed) =>
        count >= images.Count ? images : BalancedSubset.UpTo(images, count, seed);

    /// <summary>Gives back the array of <see cref="UsualCells"/>.</summary>
    public void Dispose() => _usualArray?.Dispose();

    /// <summary>Tells how far the whole is.</summary>
    public void Tell(double share, string words)
    {
        cancellation.ThrowIfCancellationRequested();
        report(share, words);
    }

    private ICellArray Note(ICellArray array)
    {
        var description = array.Describe();
        if (!_devices.Any(known => known.Name == description.Name && known.Arithmetic == description.Arithmetic))
        {
            _devices.Add(description);
        }

        return array;
    }
}
