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
    private const string None = "none", Cells = "cells", Sigmoids = "sigmoids", Both = "both additive";

    private readonly SeedLists<(string Units, string Trained, string Tested, double Intensity)> _points = new();
    private readonly SeedLists<(string Trained, string Tested, double Intensity, NoiseTiming Timing)> _votes = new();
    private readonly SeedLists<(string Trained, string Tested, int Pool, int Ghosts)> _mitigations = new();
    private readonly SeedLists<(int Pool, bool Vote)> _pools = new();
    private readonly SeedLists<(string Trained, bool Correlated)> _gains = new();
    private int _done;

    /// <summary>Units of work that <see cref="Run"/> reports: networks trained and then tested.</summary>
    public int Work => plan.Seeds * ((2 * (1 + NoisePlan.Kinds.Count)) + 1);

    /// <summary>Measures.</summary>
    public NoiseResult Run(Action<long, string> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var array = create(Settings(Imperfections.Ideal, TrainingOptions.UsualHidden));
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto);
        var plain = new PlainLayer();
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            var images = data.With(
                "balanced", BalancedSubset.Take(data.Train, plan.TrainImages, seed), BalancedSubset.Take(data.Test, plan.TestImages, seed));
            foreach (var (units, layer) in new (string, HiddenLayer)[] { (Cells, cells), (Sigmoids, plain) })
            {
                foreach (var trained in (string[])[None, .. NoisePlan.Kinds, .. units == Cells ? [Both] : (string[])[]])
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress(_done++, $"seed {seed}, {units}: noise while training: {trained}");
                    var weights = Train(layer, Noise(trained, plan.Training), seed, images, cancellation);
                    Test(layer, units, trained, weights, seed, images.Test, cancellation);
                }
            }
        }

        return new NoiseResult(
            plan.ToString(), plan.Training, plan.Mitigated, plan.Mismatch,
            _points.Select((key, means) => new NoisePoint(key.Units, key.Trained, key.Tested, key.Intensity, means)),
            [.. _votes.Select((key, votes) => (key, votes)).Where(point => point.key.Timing == NoiseTiming.Sample).Select(point => new NoiseVotePoint(
                point.key.Trained, point.key.Tested, point.key.Intensity, point.votes, _votes[point.key with { Timing = NoiseTiming.Image }]))],
            _mitigations.Select((key, means) => new MitigationPoint(key.Trained, key.Tested, key.Pool, key.Ghosts, means)),
            [.. plan.MismatchPools.Select(pool => new PoolPoint(pool, _pools[(pool, true)], _pools[(pool, false)]))],
            [.. NoisePlan.Kinds.Prepend(None).Select(trained => new NoiseGain(trained, _gains[(trained, true)], _gains[(trained, false)]))],
            Ghost(cells), data.ToString(), array.Describe(), clock.Elapsed.TotalSeconds);
    }

    private static HiddenNoise Noise(string kind, double intensity) => kind switch
    {
        None => HiddenNoise.None,
        Both => new HiddenNoise { Additive = intensity, AdditiveCorrelated = intensity },
        _ => HiddenNoise.Of(kind, intensity),
    };

    private static double Ghost(HiddenCells cells)
    {
        var activation = new float[1];
        cells.Forward.Respond([0], activation);
        return activation[0];
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

    private NetworkWeights Train(HiddenLayer layer, HiddenNoise noise, int seed, DataSet images, CancellationToken cancellation)
    {
        var run = new TrainingRun(
            new RunSettings
            {
                Surrogate = "measured",
                Array = Settings(Imperfections.Ideal, TrainingOptions.UsualHidden),
                Training = new TrainingOptions { Epochs = plan.Epochs, Seed = seed, HiddenNoise = noise },
            },
            images.Train, layer);
        run.Run(cancellation);
        return run.Weights;
    }

    private void Test(
        HiddenLayer layer, string units, string trained, NetworkWeights weights, int seed, ImageSet images, CancellationToken cancellation)
    {
        Accuracy Under(HiddenNoise noise, NoiseTiming? timing = null, int pool = 1, int ghosts = 0) => Evaluator.Run(
            weights,
            UnitLayers.Under(
                UnitLayers.Of(layer, weights.Hidden, pool, ghosts, HiddenNoise.None), weights.Hidden, new TestNoise(noise, seed, timing)),
            images, cancellation: cancellation);

        if (trained != Both)
        {
            _points.Add((units, trained, None, 0), Under(HiddenNoise.None).Mean);
            foreach (var (kind, intensity) in NoisePlan.Kinds.SelectMany(kind => plan.Tests.Select(intensity => (kind, intensity))))
            {
                _points.Add((units, trained, kind, intensity), Under(Noise(kind, intensity)).Mean);
            }
        }

        if (units != Cells)
        {
            return;
        }

        foreach (var kind in NoisePlan.Kinds.Where(kind => trained is None || trained == kind))
        {
            foreach (var (intensity, timing) in plan.Tests.SelectMany(intensity => Enum.GetValues<NoiseTiming>().Select(timing => (intensity, timing))))
            {
                _votes.Add((trained, kind, intensity, timing), Under(Noise(kind, intensity), timing).Vote);
            }
        }

        foreach (var kind in NoisePlan.Kinds.Append(Both).Where(kind => trained is None || trained == kind))
        {
            foreach (var (pool, ghosts) in plan.Mitigations)
            {
                _mitigations.Add((trained, kind, pool, ghosts), Under(Noise(kind, plan.Mitigated), null, pool, ghosts).Mean);
            }
        }

        if (trained != Both)
        {
            var (correlated, uncorrelated) = OutputNoise.Of(weights.Output);
            _gains.Add((trained, true), correlated);
            _gains.Add((trained, false), uncorrelated);
        }

        if (trained == None)
        {
            OnMismatchedCells(weights, seed, images, cancellation);
        }
    }

    private void OnMismatchedCells(NetworkWeights weights, int seed, ImageSet images, CancellationToken cancellation)
    {
        var imperfections = new Imperfections { OffsetMismatch = plan.Mismatch, GainMismatch = plan.Mismatch, Seed = seed };
        foreach (var pool in plan.MismatchPools)
        {
            using var array = create(Settings(imperfections, UnitLayout.CellsOf(weights.Hidden, pool, 0).Total));
            var layers = UnitLayers.Of(
                new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto), weights.Hidden, pool, 0, HiddenNoise.None);
            var accuracy = Evaluator.Run(weights, layers, images, cancellation: cancellation);
            _pools.Add((pool, true), accuracy.Vote);
            _pools.Add((pool, false), accuracy.Mean);
        }
    }
}
