using System.Diagnostics;
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
/// <param name="create">Makes the device's array for some settings.</param>
/// <param name="data">Images: the plan's subset is taken of them for each seed.</param>
/// <param name="plan">How much of everything.</param>
internal sealed class NoiseRun(Func<ArraySettings, ICellArray> create, DataSet data, NoisePlan plan)
{
    private readonly NoiseMeasures _measures = new(plan);
    private int _done;

    /// <summary>Units of work that <see cref="Run"/> reports: networks trained and then tested.</summary>
    public int Work => plan.Seeds * (TrainedWith(NoiseMeasures.Cells).Count + TrainedWith(NoiseMeasures.Sigmoids).Count);

    /// <summary>Measures.</summary>
    public NoiseResult Run(Action<long, string> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var array = create(Settings(Imperfections.Ideal, TrainingOptions.UsualHidden));
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto);
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            var images = data.With(
                "balanced", BalancedSubset.Take(data.Train, plan.TrainImages, seed), BalancedSubset.Take(data.Test, plan.TestImages, seed));
            RunSeed(NoiseMeasures.Cells, cells, seed, images, progress, cancellation);
            RunSeed(NoiseMeasures.Sigmoids, new PlainLayer(new PlainSigmoid()), seed, images, progress, cancellation);
        }

        var ghost = new float[1];
        cells.Forward.Respond([0], ghost);
        return _measures.Result(ghost[0], data.ToString(), array.Describe(), clock.Elapsed.TotalSeconds);
    }

    private static IReadOnlyList<string> TrainedWith(string units) =>
        [NoiseMeasures.None, .. NoisePlan.Kinds, .. units == NoiseMeasures.Cells ? [NoiseMeasures.Both] : (string[])[]];

    private void RunSeed(
        string units, HiddenLayer layer, int seed, DataSet images, Action<long, string> progress, CancellationToken cancellation)
    {
        foreach (var trained in TrainedWith(units))
        {
            cancellation.ThrowIfCancellationRequested();
            progress(_done++, $"seed {seed}, {units}, noise while training: {trained}");
            var weights = Train(layer, NoiseMeasures.Noise(trained, plan.Training), seed, images.Train, cancellation);
            var network = new NoiseNetwork(units, trained, layer, weights, seed, images.Test, cancellation);
            _measures.Test(network);
            if (units == NoiseMeasures.Cells)
            {
                _measures.TestCells(network);
            }

            if ((units, trained) == (NoiseMeasures.Cells, NoiseMeasures.None))
            {
                OnMismatchedCells(weights, seed, images.Test, cancellation);
            }
        }
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

    private void OnMismatchedCells(NetworkWeights weights, int seed, ImageSet images, CancellationToken cancellation)
    {
        var imperfections = new Imperfections { OffsetMismatch = plan.Mismatch, GainMismatch = plan.Mismatch, Seed = seed };
        foreach (var pool in plan.MismatchPools)
        {
            using var array = create(Settings(imperfections, UnitLayout.CellsOf(weights.Hidden, pool, 0).Total));
            var layers = UnitLayers.Of(
                new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto), weights.Hidden, pool, 0, HiddenNoise.None);
            _measures.AddPool(pool, Evaluator.Run(weights, layers, images, cancellation: cancellation));
        }
    }
}
