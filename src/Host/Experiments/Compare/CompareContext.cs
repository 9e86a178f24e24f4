using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Experiments.Tasks;
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
/// <param name="cancellation">Stops the work.</param>
internal sealed class CompareContext(
    Func<ArraySettings, ICellArray> create, DataSet data, ComparePlan plan, CancellationToken cancellation) : IDisposable
{
    /// <summary>Bits of a current code: 255 currents.</summary>
    public const int CurrentBits = 8;

    /// <summary>Gain from tanh to current.</summary>
    public const double Gamma = -1;

    /// <summary>Samples a time unit that votes are counted on.</summary>
    private const int SamplesAUnit = 16;

    private readonly SharedDevice _device = new(create);
    private readonly List<ArrayDescription> _devices = [];

    /// <summary>The images.</summary>
    public DataSet Data => data;

    /// <summary>What is compared.</summary>
    public ComparePlan Plan => plan;

    /// <summary>The device's array that was made first; null before.</summary>
    public ArrayDescription? Device { get; private set; }

    /// <summary>What tells the device from others in keys, once it has made an array; null where its bits are those of every device.</summary>
    public string? DeviceIdentity { get; private set; }

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
        lock (_devices)
        {
            if (compared.Arithmetic == Arithmetic.Floor && Device is null)
            {
                (Device, DeviceIdentity) = (array.Describe(), StudyDevice.Identity(array));
            }

            var shown = StudyDevice.Shown(array);
            if (_devices.All(known => known.Name != shown.Name))
            {
                _devices.Add(shown);
            }
        }

        return array;
    }
}
