using FhnHw.Host.Experiments.Sharing;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Float;
using FhnHw.Training.Data;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>What a comparison works with.</summary>
/// <param name="create">Makes the device's array for the normative step.</param>
/// <param name="data">The images, as many as the plan says.</param>
/// <param name="plan">What is compared.</param>
/// <param name="report">Told the share done, 0 to 1, and what is under way.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class CompareContext(
    Func<ArraySettings, ICellArray> create, DataSet data, ComparePlan plan, Action<double, string> report, CancellationToken cancellation)
    : IDisposable
{
    /// <summary>Bits of a current code: 255 currents.</summary>
    public const int CurrentBits = 8;

    /// <summary>Gain from tanh to current.</summary>
    public const double Gamma = -1;

    /// <summary>Samples a time unit that votes are counted on.</summary>
    private const int SamplesAUnit = 16;

    private readonly SharedDevice _device = new(create);
    private readonly List<ArrayDescription> _devices = [];
    private int _lanes = 1;

    /// <summary>The images.</summary>
    public DataSet Data => data;

    /// <summary>What is compared.</summary>
    public ComparePlan Plan => plan;

    /// <summary>How many formats go side by side, as soon as the device has made an array.</summary>
    public int Lanes => _lanes;

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>One array of each make that took part.</summary>
    public IReadOnlyList<ArrayDescription> Devices => _devices;

    /// <summary>Cells in a network: all codes, samples enough to vote.</summary>
    public ICellArray ForNetwork(ComparedFormat format) =>
        Create(format, CurrentCodes.OfBits(CurrentBits, Gamma), NetworkWindow(format.Format));

    /// <summary>What is recorded of cells in a network.</summary>
    public static Window NetworkWindow(CellFormat format) => Window.OfTime(format, stride: (1 << format.DtExponent) / SamplesAUnit);

    /// <summary>Cells to look at: some currents, every step.</summary>
    /// <param name="format">How they compute.</param>
    /// <param name="currents">I of each.</param>
    /// <param name="record">Time units that are recorded, after the transient.</param>
    public ICellArray ForTraces(ComparedFormat format, double[] currents, double record = Window.UsualRecord) =>
        Create(format, CurrentCodes.Of(currents), Window.OfTime(format.Format, record: record, stride: 1));

    /// <summary>Tells how far the whole is.</summary>
    public void Tell(double share, string words)
    {
        cancellation.ThrowIfCancellationRequested();
        report(share, words);
    }

    /// <summary>Gives back the device.</summary>
    public void Dispose() => _device.Dispose();

    private ICellArray Create(ComparedFormat compared, CurrentCodes codes, Window window)
    {
        var settings = new ArraySettings(compared.Format, new CellParameters(), codes, window);
        var array = compared.Arithmetic switch
        {
            Arithmetic.Double => new FloatArray(settings),
            Arithmetic.Single => new SingleArray(settings),
            Arithmetic.Nearest => new NearestArray(settings),
            _ => _device.Open(settings),
        };
        var description = array.Describe();
        lock (_devices)
        {
            _lanes = compared.Arithmetic == Arithmetic.Floor ? SharedDevice.Lanes(description) : _lanes;
            if (_devices.All(known => known.Name != description.Name))
            {
                _devices.Add(description);
            }
        }

        return array;
    }
}
