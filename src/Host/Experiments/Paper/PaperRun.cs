using System.Diagnostics;
using FhnHw.Host.Experiments.Robustness;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>Reproduces every table and figure of the source, one part behind the other.</summary>
internal sealed class PaperRun(PaperBench bench)
{
    private readonly Dictionary<string, double> _seconds = [];
    private double _done;

    /// <summary>Runs all parts.</summary>
    public PaperResult Run()
    {
        var clock = Stopwatch.StartNew();
        var plan = bench.Plan;
        var orbits = Part("cells", 0.01, _ => PhasePlane.Run(bench));
        var response = Part("response", 0.01, _ => DriveResponse.Run(bench));
        var plain = Part("plain network", 0.15, told => PlainCourse.Run(bench, told));
        var weights = plain.Weights;
        var table = Part("table 1", 0.09, told => GammaSweep.Table(bench, weights, row => told(row / 3.0)));
        var mirrored = Part("mirrored", 0.01, _ => GammaSweep.At(bench, GammaSweep.Mirrored(weights), 0.5));
        var outputs = Part("outputs", 0.01, _ => OutputsOverTime.Run(bench, weights));
        var sweep = Part("gamma sweep", 0.12, told => GammaSweep.Run(bench, weights, row => told((double)row / plan.Gammas.Length)));
        var loop = Part("in the loop", 0.08, told => InLoop.Run(
            bench, plan.LoopTrainImages, plan.LoopTestImages, plan.LoopEpochs, plan.WholeEpochs > 0, epoch => told((double)epoch / plan.LoopEpochs)));
        var whole = plan.WholeEpochs == 0 ? null : Part("in the loop, all images", 0.1, told => InLoop.Run(
            bench, 0, 0, plan.WholeEpochs, false, epoch => told((double)epoch / plan.WholeEpochs)));
        var surrogates = Part("surrogates", 0.1, told => SurrogateComparison.Run(bench, Trials(), row => told(row / 6.0)));
        var sensitivity = Part("sensitivities", 0.17, new Sensitivity(bench, weights).Run);
        var lost = Part("lost digit", 0.15, new LostDigit(bench).Run);
        return new PaperResult
        {
            Quick = plan.Quick,
            Data = bench.Data.ToString(),
            Forward = bench.Devices[0].Deterministic ? "atlas" : "stream",
            Seconds = clock.Elapsed.TotalSeconds,
            Devices = bench.Devices,
            PlainTrain = plain.Train,
            PlainTest = plain.Test,
            PlainCourse = plain.Course,
            Implanted = table,
            Mirrored = mirrored,
            Sweep = sweep,
            Loop = loop,
            Whole = whole,
            Sensitivity = sensitivity,
            LostDigit = lost,
            Surrogates = surrogates,
            Response = response,
            Orbits = orbits,
            Outputs = outputs,
            PartSeconds = _seconds,
        };
    }

    private DataSet Trials() => bench.Data.With(
        "trials", PaperBench.Some(bench.Data.Train, bench.Plan.TrialImages, bench.Plan.Seed), PaperBench.Some(bench.Data.Test, bench.Plan.LoopTestImages, bench.Plan.Seed));

    // A part of the work, its share of the whole, and its wall time.
    private T Part<T>(string name, double share, Func<Action<double>, T> work)
    {
        var clock = Stopwatch.StartNew();
        bench.Tell(_done, name);
        var result = work(part => bench.Tell(_done + (share * Math.Min(1, part)), name));
        _done += share;
        _seconds[name] = clock.Elapsed.TotalSeconds;
        return result;
    }
}
