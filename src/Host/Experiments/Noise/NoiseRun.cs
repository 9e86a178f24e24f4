using System.Diagnostics;
using FhnHw.Host.Experiments.Sharing;
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
/// <remarks>Each network is a job of its own, trained and tested, and jobs go side by side.</remarks>
/// <param name="create">Makes the device's array for some settings.</param>
/// <param name="data">Images: the plan's subset is taken of them for each seed.</param>
/// <param name="plan">How much of everything.</param>
internal sealed class NoiseRun(Func<ArraySettings, ICellArray> create, DataSet data, NoisePlan plan)
{
    private readonly Lock _telling = new();
    private int _done;

    /// <summary>Units of work that <see cref="Run"/> reports: networks trained and then tested.</summary>
    public int Work => plan.Seeds * (TrainedWith(NoiseMeasures.Cells).Count + TrainedWith(NoiseMeasures.Sigmoids).Count);

    /// <summary>Measures.</summary>
    public NoiseResult Run(Action<long, string> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var device = new SharedDevice(create);
        using var array = device.Open(Settings(Imperfections.Ideal, TrainingOptions.UsualHidden));
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto);
        DataSet[] images = [.. Enumerable.Range(1, plan.Seeds).Select(seed => data.With(
            "balanced", BalancedSubset.Take(data.Train, plan.TrainImages, seed), BalancedSubset.Take(data.Test, plan.TestImages, seed)))];
        var networks =
            from seed in Enumerable.Range(1, plan.Seeds)
            from units in (string[])[NoiseMeasures.Cells, NoiseMeasures.Sigmoids]
            from trained in TrainedWith(units)
            select (Func<NoiseMeasures>)(() =>
            {
                Tell(progress, $"seed {seed}, {units}, noise while training: {trained}", cancellation);
                HiddenLayer layer = units == NoiseMeasures.Cells ? SharedDevice.OfOneTrial(cells) : new PlainLayer(new PlainSigmoid());
                return Measure(device, units, trained, layer, seed, images[seed - 1], cancellation);
            });
        var measures = new NoiseMeasures(plan);
        Array.ForEach(SideBySide.Run([.. networks], SharedDevice.Lanes(array.Describe())), measures.Add);

        var ghost = new float[1];
        cells.Forward.Respond([0], ghost);
        return measures.Result(ghost[0], data.ToString(), array.Describe(), clock.Elapsed.TotalSeconds);
    }

    private static IReadOnlyList<string> TrainedWith(string units) =>
        [NoiseMeasures.None, .. NoisePlan.Kinds, .. units == NoiseMeasures.Cells ? [NoiseMeasures.Both] : (string[])[]];

    private void Tell(Action<long, string> progress, string words, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_telling)
        {
            progress(_done++, words);
        }
    }

    private NoiseMeasures Measure(
        SharedDevice device, string units, string trained, HiddenLayer layer, int seed, DataSet images, CancellationToken cancellation)
    {
        var measures = new NoiseMeasures(plan);
        var weights = Train(layer, NoiseMeasures.Noise(trained, plan.Training), seed, images.Train, cancellation);
        var network = new NoiseNetwork(units, trained, layer, weights, seed, images.Test, cancellation);
        measures.Test(network);
        if (units == NoiseMeasures.Cells)
        {
            measures.TestCells(network);
        }

        if ((units, trained) == (NoiseMeasures.Cells, NoiseMeasures.None))
        {
            OnMismatchedCells(device, measures, weights, seed, images.Test, cancellation);
        }

        return measures;
    }

    private ArraySettings Settings(Imperfections imperfections, int cells)
    {
        var format = new CellFormat();
        return new ArraySettings(
            format, new CellParameters(), CurrentCodes.OfBits(8, -1), Window.OfTime(format, plan.Transient, plan.Record, 16))
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
                Training = new TrainingOptions { Epochs = plan.Epochs, Seed = seed, HiddenNoise = noise },
            },
            images, layer);
        run.Run(cancellation);
        return run.Weights;
    }

    private void OnMismatchedCells(
        SharedDevice device, NoiseMeasures measures, NetworkWeights weights, int seed, ImageSet images, CancellationToken cancellation)
    {
        var imperfections = new Imperfections { OffsetMismatch = plan.Mismatch, GainMismatch = plan.Mismatch, Seed = seed };
        foreach (var pool in plan.MismatchPools)
        {
            using var array = device.Open(Settings(imperfections, UnitLayout.CellsOf(weights.Hidden, pool, 0).Total));
            var layers = UnitLayers.Of(
                new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto), weights.Hidden, pool, 0, HiddenNoise.None);
            measures.AddPool(pool, Evaluator.Run(weights, layers, images, cancellation: cancellation));
        }
    }
}
