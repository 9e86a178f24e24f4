using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Robustness;

/// <summary>
/// What training in the loop buys on imperfect cells: for each imperfection and strength, weights of ideal cells, of a twin made by
/// calibration, and of the cells themselves run on those cells; with and without dropout, for several seeds of network and cells.
/// </summary>
/// <remarks>
/// The first stage trains networks on ideal cells, a task a seed and dropout. The second takes the cells of a strength and seed, a task each: what differs
/// in dropout alone shares cells, calibration and response tables.
/// </remarks>
internal sealed class RobustnessStudy : IStudy<RobustnessResult>
{
    private const string Name = "robustness 1";

    // Work beside that of a network of ideal cells, as it is on two cores. No response table can be kept of cells with noise: every image runs through them.
    private const int SteadyWork = 4, NoisyWork = 64;

    private static readonly bool[] WithoutAndWith = [false, true];

    private readonly DataSet _data;
    private readonly RobustnessPlan _plan;
    private readonly SharedDevice _device;
    private readonly ICellArray _ideal;
    private readonly Lazy<HiddenCells> _cells;
    private readonly Lazy<DataSet>[] _images; // of each seed
    private readonly StudyTask[][] _onIdeal; // of each seed, without dropout and with it
    private readonly StudyTask[] _onImperfect;
    private readonly Dictionary<(int Seed, string Sweep, double Value), StudyTask> _strengths = [];

    /// <summary>Makes the tasks; no array runs yet.</summary>
    /// <param name="create">Makes the device's array for some settings.</param>
    /// <param name="data">Images: the plan's subset is taken of them for each seed.</param>
    /// <param name="plan">How much of everything.</param>
    public RobustnessStudy(Func<ArraySettings, ICellArray> create, DataSet data, RobustnessPlan plan)
    {
        (_data, _plan, _device) = (data, plan, new SharedDevice(create));
        _ideal = _device.Open(Settings(plan, Imperfections.Ideal));
        _cells = new(() => new HiddenCells(_ideal, Nonlinearity.Linear, ForwardMode.Auto));
        _images = [.. Seeds().Select(seed => new Lazy<DataSet>(() => data.With(
            "balanced", BalancedSubset.UpTo(data.Train, plan.TrainImages, seed), BalancedSubset.UpTo(data.Test, plan.TestImages, seed))))];
        var device = StudyDevice.Identity(_ideal);
        _onIdeal = [.. Seeds().Select(seed => WithoutAndWith.Select(dropout => OnIdeal(seed, dropout, device)).ToArray())];
        foreach (var (seed, (sweep, value)) in from seed in Seeds() from strength in AllStrengths() select (seed, strength))
        {
            if (!sweep.Make(value).IsIdeal)
            {
                _strengths[(seed, sweep.Name, value)] = OnImperfect(seed, sweep, value, device);
            }
        }

        _onImperfect = [.. _strengths.Values];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Stage> Stages =>
        [new("networks of ideal cells", [.. _onIdeal.SelectMany(ofSeed => ofSeed)]), new("imperfect cells", _onImperfect)];

    /// <inheritdoc/>
    public int Lanes => SharedDevice.Lanes(_ideal.Describe());

    /// <inheritdoc/>
    public string Device => _ideal.Describe().ToString();

    /// <inheritdoc/>
    public string DataFingerprint => _data.Fingerprint;

    /// <inheritdoc/>
    public RobustnessResult Result(TaskResults results)
    {
        var points =
            from dropout in WithoutAndWith
            from strength in AllStrengths()
            from origin in Enum.GetValues<Origin>()
            select Point(strength.Sweep, strength.Value, origin, dropout,
                [.. Seeds().Select(seed => Of(results, seed, strength.Sweep, strength.Value, dropout).Of(origin))]);
        var plan = _plan with
        {
            TrainImages = Math.Min(_plan.TrainImages, _data.Train.Count),
            TestImages = Math.Min(_plan.TestImages, _data.Test.Count),
        };
        return new RobustnessResult(
            plan.ToString(), _plan.Sweeps.ToDictionary(sweep => sweep.Name, sweep => sweep.Unit), [.. points], _data.Content, StudyDevice.Shown(_ideal));
    }

    /// <summary>The array of some cells.</summary>
    public static ArraySettings Settings(RobustnessPlan plan, Imperfections imperfections)
    {
        var format = new CellFormat();
        return new ArraySettings(
            format, new CellParameters(), CurrentCodes.OfBits(8, -1), Window.OfTime(format, plan.Transient, plan.Record, 16))
        {
            Imperfections = imperfections,
            Cells = TrainingOptions.UsualHidden,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ideal.Dispose();
        _device.Dispose();
    }

    private StudyTask OnIdeal(int seed, bool dropout, string? device) => new(
        TaskKey.Of(Name, "ideal cells", new { Run = Run(seed, dropout, Imperfections.Ideal), Cells = _ideal.Settings }, _data.Fingerprint, device),
        $"seed {seed}{(dropout ? ", dropout" : "")}: ideal cells", 1, [],
        call => Seed(seed, call, 1).OnIdeal(_cells.Value, dropout));

    private StudyTask OnImperfect(int seed, Sweep sweep, double value, string? device)
    {
        var ideal = _onIdeal[seed - 1];
        var imperfections = sweep.Make(value) with { Seed = seed };
        var settings = new { Runs = WithoutAndWith.Select(dropout => Run(seed, dropout, imperfections)), RobustnessSeed.CalibrationTrials };
        return new StudyTask(
            TaskKey.Of(Name, "imperfect cells", settings, _data.Fingerprint, device, ideal),
            FormattableString.Invariant($"seed {seed}, {sweep.Name} {value}"), WorkOf(imperfections), ideal,
            call => Seed(seed, call, 4).At(_device, sweep, value, [.. ideal.Select(call.Of<TrainedNetwork>)]));
    }

    private static int WorkOf(Imperfections imperfections) => imperfections.Kinds.HasFlag(ImperfectionKinds.Noise) ? NoisyWork : SteadyWork;

    // All that decides the bits of a network and of its accuracy.
    private RunSettings Run(int seed, bool dropout, Imperfections imperfections) => RobustnessSeed.Run(_plan, seed, dropout) with
    {
        TrainImages = _plan.TrainImages,
        TestImages = _plan.TestImages,
        Array = Settings(_plan, imperfections),
    };

    private RobustnessSeed Seed(int seed, TaskCall call, int networks)
    {
        var begun = 0;
        return new RobustnessSeed(
            _plan, seed, _images[seed - 1].Value, words => call.Tell((double)begun++ / networks, $"seed {seed}{words}"), call.Cancellation);
    }

    private StrengthAccuracies Of(TaskResults results, int seed, Sweep sweep, double value, bool dropout)
    {
        var index = dropout ? 1 : 0;
        if (_strengths.TryGetValue((seed, sweep.Name, value), out var task))
        {
            return results.Of<StrengthAccuracies[]>(task)[index];
        }

        var ideal = results.Of<TrainedNetwork>(_onIdeal[seed - 1][index]).Test;
        return new StrengthAccuracies(ideal, ideal, ideal);
    }

    private static RobustnessPoint Point(Sweep sweep, double value, Origin origin, bool dropout, Accuracy[] ofSeeds) => new(
        sweep.Name, value, origin, dropout, [.. ofSeeds.Select(accuracy => accuracy.Vote)], [.. ofSeeds.Select(accuracy => accuracy.Mean)]);

    private IEnumerable<int> Seeds() => Enumerable.Range(1, _plan.Seeds);

    private IEnumerable<(Sweep Sweep, double Value)> AllStrengths() =>
        from sweep in _plan.Sweeps from value in sweep.Values select (sweep, value);
}
