using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Noise;

/// <summary>
/// Noise on hidden outputs: networks trained without and with each kind of it, tested under each kind; and what pooled cells and ghosts buy,
/// alone and together with training.
/// </summary>
/// <remarks>Each network is a task, trained and tested.</remarks>
internal sealed class NoiseStudy : IStudy<NoiseResult>
{
    private const string Name = "noise 1";

    private readonly DataSet _data;
    private readonly NoisePlan _plan;
    private readonly SharedDevice _device;
    private readonly ICellArray _array;
    private readonly Lazy<HiddenCells> _cells;
    private readonly Lazy<DataSet>[] _images; // of each seed
    private readonly StudyTask _ghost;
    private readonly StudyTask[] _networks;

    /// <summary>Makes the tasks; no array runs yet.</summary>
    /// <param name="create">Makes the device's array for some settings.</param>
    /// <param name="data">Images: the plan's subset is taken of them for each seed.</param>
    /// <param name="plan">How much of everything.</param>
    public NoiseStudy(Func<ArraySettings, ICellArray> create, DataSet data, NoisePlan plan)
    {
        (_data, _plan, _device) = (data, plan, new SharedDevice(create));
        _array = _device.Open(Settings(Imperfections.Ideal, TrainingOptions.UsualHidden));
        _cells = new(() => new HiddenCells(_array, Nonlinearity.Linear, ForwardMode.Auto));
        _images = [.. Enumerable.Range(1, plan.Seeds).Select(seed => new Lazy<DataSet>(() => data.With(
            "balanced", BalancedSubset.Take(data.Train, plan.TrainImages, seed), BalancedSubset.Take(data.Test, plan.TestImages, seed))))];
        _ghost = Task("ghost", _array.Settings, "a cell without current", _ => Ghost());
        _networks =
        [
            .. from seed in Enumerable.Range(1, plan.Seeds)
               from units in (string[])[NoiseMeasures.Cells, NoiseMeasures.Sigmoids]
               from trained in TrainedWith(units)
               select Task(
                   "network", new { Plan = plan with { Seeds = 1 }, Seed = seed, Units = units, Trained = trained },
                   $"seed {seed}, {units}, noise while training: {trained}", call => Measure(units, trained, seed, call.Cancellation)),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Stage> Stages => [new("networks", [_ghost, .. _networks])];

    /// <inheritdoc/>
    public int Lanes => SharedDevice.Lanes(_array.Describe());

    /// <inheritdoc/>
    public string Device => _array.Describe().ToString();

    /// <inheritdoc/>
    public string DataFingerprint => _data.Fingerprint;

    /// <inheritdoc/>
    public NoiseResult Result(TaskResults results)
    {
        var measures = new NoiseMeasures(_plan);
        Array.ForEach(_networks, network => measures.Add(results.Of<NoiseLists>(network)));
        return measures.Result(results.Of<double>(_ghost), _data.Content, StudyDevice.Shown(_array));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _array.Dispose();
        _device.Dispose();
    }

    private StudyTask Task(string part, object settings, string title, Func<TaskCall, object> compute) => new(
        TaskKey.Of(Name, part, settings, DataFingerprint, StudyDevice.Identity(_array)), title, 1, [], compute);

    private double Ghost()
    {
        var ghost = new float[1];
        SharedDevice.OfOneTrial(_cells.Value).Forward.Respond([0], ghost);
        return ghost[0];
    }

    private static IReadOnlyList<string> TrainedWith(string units) =>
        [NoiseMeasures.None, .. NoisePlan.Kinds, .. units == NoiseMeasures.Cells ? [NoiseMeasures.Both] : (string[])[]];

    private NoiseLists Measure(string units, string trained, int seed, CancellationToken cancellation)
    {
        var (measures, images) = (new NoiseMeasures(_plan), _images[seed - 1].Value);
        HiddenLayer layer = units == NoiseMeasures.Cells ? SharedDevice.OfOneTrial(_cells.Value) : new PlainLayer(new PlainSigmoid());
        var weights = Train(layer, NoiseMeasures.Noise(trained, _plan.Training), seed, images.Train, cancellation);
        var network = new NoiseNetwork(units, trained, layer, weights, seed, images.Test, cancellation);
        measures.Test(network);
        if (units == NoiseMeasures.Cells)
        {
            measures.TestCells(network);
        }

        if ((units, trained) == (NoiseMeasures.Cells, NoiseMeasures.None))
        {
            OnMismatchedCells(measures, weights, seed, images.Test, cancellation);
        }

        return measures.Lists;
    }

    private ArraySettings Settings(Imperfections imperfections, int cells)
    {
        var format = new CellFormat();
        return new ArraySettings(
            format, new CellParameters(), CurrentCodes.OfBits(8, -1), Window.OfTime(format, _plan.Transient, _plan.Record, 16))
        {
            Imperfections = imperfections,
            Cells = cells,
        };
    }

    private NetworkWeights Train(HiddenLayer layer, HiddenNoise noise, int seed, ImageSet images, CancellationToken cancellation)
    {
        var run = new TrainingRun(
            new RunSettings
            {
                Surrogate = "measured",
                Array = Settings(Imperfections.Ideal, TrainingOptions.UsualHidden),
                Training = new TrainingOptions { Epochs = _plan.Epochs, Seed = seed, HiddenNoise = noise },
            },
            images, layer);
        run.Run(cancellation);
        return run.Weights;
    }

    private void OnMismatchedCells(
        NoiseMeasures measures, NetworkWeights weights, int seed, ImageSet images, CancellationToken cancellation)
    {
        var imperfections = new Imperfections { OffsetMismatch = _plan.Mismatch, GainMismatch = _plan.Mismatch, Seed = seed };
        foreach (var pool in _plan.MismatchPools)
        {
            using var array = _device.Open(Settings(imperfections, UnitLayout.CellsOf(weights.Hidden, pool, 0).Total));
            var layers = UnitLayers.Of(
                new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto), weights.Hidden, pool, 0, HiddenNoise.None);
            measures.AddPool(pool, Evaluator.Run(weights, layers, images, cancellation: cancellation));
        }
    }
}
