using System.Diagnostics;
using FhnHw.Host.Experiments.Sharing;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Experiments.Robustness;

/// <summary>
/// What training in the loop buys on imperfect cells: for each imperfection and strength, weights of ideal cells, of a twin made by
/// calibration, and of the cells themselves run on those cells; with and without dropout, for several seeds of network and cells.
/// </summary>
/// <remarks>
/// What differs in dropout alone shares cells, calibration and atlases. Each strength and seed is a job of its own, and jobs go side by side.
/// </remarks>
/// <param name="create">Makes the device's array for some settings.</param>
/// <param name="data">Images: the plan's subset is taken of them for each seed.</param>
/// <param name="plan">How much of everything.</param>
internal sealed class RobustnessRun(Func<ArraySettings, ICellArray> create, DataSet data, RobustnessPlan plan)
{
    private static readonly bool[] WithoutAndWith = [false, true];

    private readonly Lock _telling = new();
    private int _done;

    /// <summary>Units of work that <see cref="Run"/> reports: networks trained.</summary>
    public int Work => plan.Seeds * 2 * (1 + (2 * plan.Sweeps.Sum(sweep => sweep.Values.Count(value => !sweep.Make(value).IsIdeal))));

    /// <summary>Measures.</summary>
    public RobustnessResult Run(Action<long, string> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var device = new SharedDevice(create);
        using var ideal = device.Open(Settings(Imperfections.Ideal));
        var cells = new HiddenCells(ideal, Nonlinearity.Linear, ForwardMode.Auto);
        var lanes = SharedDevice.Lanes(ideal.Describe());
        DataSet[] images = [.. Enumerable.Range(1, plan.Seeds).Select(seed => data.With(
            "balanced", BalancedSubset.UpTo(data.Train, plan.TrainImages, seed), BalancedSubset.UpTo(data.Test, plan.TestImages, seed)))];
        RobustnessSeed Seed(int seed) => new(
            plan, seed, images[seed - 1], words => Tell(progress, $"seed {seed}{words}", cancellation), cancellation);

        var onIdeal = SideBySide.Run(
            [.. from seed in Seeds() from dropout in WithoutAndWith select (Func<TrainedNetwork>)(() => Seed(seed).OnIdeal(cells, dropout))], lanes)
            .Chunk(2).ToArray(); // of each seed, without dropout and with it
        var strengths = AllStrengths().ToArray();
        var onImperfect = SideBySide.Run(
            [.. from seed in Seeds() from strength in strengths select (Func<StrengthAccuracies[]>)(() =>
                Seed(seed).At(device, strength.Sweep, strength.Value, onIdeal[seed - 1]))], lanes)
            .Chunk(strengths.Length).ToArray(); // of each seed, strength by strength
        return new RobustnessResult(
            (plan with
            {
                TrainImages = Math.Min(plan.TrainImages, data.Train.Count),
                TestImages = Math.Min(plan.TestImages, data.Test.Count),
            }).ToString(),
            plan.Sweeps.ToDictionary(sweep => sweep.Name, sweep => sweep.Unit),
            [
                .. from dropout in WithoutAndWith
                   from strength in strengths.Index()
                   from origin in Enum.GetValues<Origin>()
                   select Point(strength.Item.Sweep, strength.Item.Value, origin, dropout,
                       [.. onImperfect.Select(ofSeed => ofSeed[strength.Index][dropout ? 1 : 0].Of(origin))]),
            ],
            data.ToString(), ideal.Describe(), clock.Elapsed.TotalSeconds);
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

    private static RobustnessPoint Point(Sweep sweep, double value, Origin origin, bool dropout, Accuracy[] ofSeeds) => new(
        sweep.Name, value, origin, dropout, [.. ofSeeds.Select(accuracy => accuracy.Vote)], [.. ofSeeds.Select(accuracy => accuracy.Mean)]);

    private ArraySettings Settings(Imperfections imperfections) => Settings(plan, imperfections);

    private IEnumerable<int> Seeds() => Enumerable.Range(1, plan.Seeds);

    private IEnumerable<(Sweep Sweep, double Value)> AllStrengths() =>
        from sweep in plan.Sweeps from value in sweep.Values select (sweep, value);

    private void Tell(Action<long, string> progress, string words, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_telling)
        {
            progress(_done++, words);
        }
    }
}
