using System.Diagnostics;
using FhnHw.Host.Experiments.Calibration;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Robustness;

/// <summary>
/// What training in the loop buys on imperfect cells: for each imperfection and strength, weights of ideal cells, of a twin made by
/// calibration, and of the cells themselves run on those cells; with and without dropout, for several seeds of network and cells.
/// </summary>
/// <param name="create">Makes the device's array for some settings.</param>
/// <param name="data">Images: the plan's subset is taken of them for each seed.</param>
/// <param name="plan">How much of everything.</param>
internal sealed class RobustnessRun(Func<ArraySettings, ICellArray> create, DataSet data, RobustnessPlan plan)
{
    private const int CalibrationTrials = 2;

    private readonly Dictionary<(string Sweep, double Value, Origin Origin, bool Dropout), List<Accuracy>> _points = [];
    private int _done;

    /// <summary>Units of work that <see cref="Run"/> reports: networks trained.</summary>
    public int Work => plan.Seeds * 2 * (1 + (2 * plan.Sweeps.Sum(sweep => sweep.Values.Count(value => !sweep.Make(value).IsIdeal))));

    /// <summary>Measures.</summary>
    public RobustnessResult Run(Action<long, string> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            foreach (var dropout in new[] { false, true })
            {
                RunSeed(seed, dropout, progress, cancellation);
            }
        }

        using var device = create(Settings(Imperfections.Ideal));
        return new RobustnessResult(
            (plan with
            {
                TrainImages = Math.Min(plan.TrainImages, data.Train.Count), TestImages = Math.Min(plan.TestImages, data.Test.Count),
            }).ToString(),
            plan.Sweeps.ToDictionary(sweep => sweep.Name, sweep => sweep.Unit),
            [.. _points.Select(point => new RobustnessPoint(
                point.Key.Sweep, point.Key.Value, point.Key.Origin, point.Key.Dropout,
                [.. point.Value.Select(accuracy => accuracy.Vote)], [.. point.Value.Select(accuracy => accuracy.Mean)]))],
            data.ToString(), device.Describe(), clock.Elapsed.TotalSeconds);
    }

    private static ArraySettings Settings(RobustnessPlan plan, Imperfections imperfections)
    {
        var format = new CellFormat();
        return new ArraySettings(
            format, new CellParameters(), CurrentCodes.OfBits(8, -1), Window.OfTime(format, plan.Transient, plan.Record, 16))
        {
            Imperfections = imperfections,
            Cells = TrainingOptions.UsualHidden,
        };
    }

    private ArraySettings Settings(Imperfections imperfections) => Settings(plan, imperfections);

    private void RunSeed(int seed, bool dropout, Action<long, string> progress, CancellationToken cancellation)
    {
        var images = data.With(
            "balanced", BalancedSubset.UpTo(data.Train, plan.TrainImages, seed), BalancedSubset.UpTo(data.Test, plan.TestImages, seed));
        Tell("ideal cells");
        var ideal = Train(Imperfections.Ideal, seed, dropout, images, array => create(array), cancellation);
        foreach (var sweep in plan.Sweeps)
        {
            foreach (var value in sweep.Values)
            {
                var imperfections = sweep.Make(value) with { Seed = seed };
                if (imperfections.IsIdeal)
                {
                    Note(sweep, value, dropout, [.. Enum.GetValues<Origin>().Select(origin => (origin, ideal.Test))]);
                    continue;
                }

                Tell(FormattableString.Invariant($"{sweep.Name} {value}, in the loop"));
                var loop = Train(imperfections, seed, dropout, images, array => create(array), cancellation);
                Tell(FormattableString.Invariant($"{sweep.Name} {value}, on the twin"));
                var twin = TrainOnTwin(imperfections, seed, dropout, images, cancellation);
                Note(sweep, value, dropout,
                [
                    (Origin.Transferred, Try(ideal.Weights, imperfections, images.Test, cancellation)),
                    (Origin.Twin, Try(twin, imperfections, images.Test, cancellation)),
                    (Origin.InLoop, loop.Test),
                ]);
            }
        }

        void Tell(string words)
        {
            cancellation.ThrowIfCancellationRequested();
            progress(_done++, $"seed {seed}{(dropout ? ", dropout" : "")}: {words}");
        }
    }

    private void Note(Sweep sweep, double value, bool dropout, IEnumerable<(Origin Origin, Accuracy Accuracy)> accuracies)
    {
        foreach (var (origin, accuracy) in accuracies)
        {
            var key = (sweep.Name, value, origin, dropout);
            _points.TryAdd(key, []);
            _points[key].Add(accuracy);
        }
    }

    private NetworkWeights TrainOnTwin(Imperfections imperfections, int seed, bool dropout, DataSet images, CancellationToken cancellation)
    {
        var calibrator = new Calibrator(create, Settings(imperfections), TrainingOptions.UsualHidden, CalibrationTrials);
        var calibration = calibrator.Run(_ => { }, cancellation).Measured;
        return Train(calibration.Twin(seed), seed, dropout, images, array => new CpuArray(array), cancellation).Weights;
    }

    private TrainingOutcome Train(
        Imperfections imperfections, int seed, bool dropout, DataSet images, Func<ArraySettings, ICellArray> make, CancellationToken cancellation)
    {
        var settings = Settings(imperfections);
        using var array = make(settings);
        var options = new TrainingOptions { Epochs = plan.Epochs, Seed = seed, Dropout = dropout ? plan.Dropout : 0 };
        var run = new TrainingRun(
            new RunSettings { Surrogate = "measured", Array = settings, Training = options }, images.Train,
            new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto))
        {
            Watched = images.Test,
        };
        run.Run(cancellation);
        return run.Evaluate(images, cancellation);
    }

    private Accuracy Try(NetworkWeights weights, Imperfections imperfections, ImageSet images, CancellationToken cancellation)
    {
        using var array = create(Settings(imperfections));
        return Evaluator.Run(weights, new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto), images, cancellation: cancellation);
    }
}
