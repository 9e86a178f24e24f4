using System.Diagnostics;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>Reproduces every table and figure of the paper, one part after the other.</summary>
internal sealed class PaperRun(PaperContext context)
{
    private readonly Dictionary<string, double> _seconds = [];
    private double _done;

    /// <summary>Runs all parts.</summary>
    public PaperResult Run()
    {
        var clock = Stopwatch.StartNew();
        var plan = context.Plan;
        var orbits = Part("cells", 0.01, _ => PhasePlane.Run(context));
        var response = Part("response", 0.01, _ => DriveResponse.Run(context));
        var plain = Part("plain network", 0.15, told => PlainCourse.Run(context, told));
        var weights = plain.Weights;
        var table = Part("table 1", 0.09, told => GammaSweep.Table(context, weights, row => told(row / 3.0)));
        var mirrored = Part("mirrored", 0.01, _ => GammaSweep.At(context, GammaSweep.Mirrored(weights), 0.5));
        var outputs = Part("outputs", 0.01, _ => OutputsOverTime.Run(context, weights));
        var sweep = Part("gamma sweep", 0.12, told => GammaSweep.Run(context, weights, row => told((double)row / plan.Gammas.Length)));
        var loop = Part("in the loop", 0.08, told => InLoop.Run(
            context, plan.LoopTrainImages, plan.LoopTestImages, plan.LoopEpochs, plan.WholeEpochs > 0,
            epoch => told((double)epoch / plan.LoopEpochs)));
        var whole = plan.WholeEpochs == 0 ? null : Part("in the loop, all images", 0.1, told => InLoop.Run(
            context, 0, 0, plan.WholeEpochs, false, epoch => told((double)epoch / plan.WholeEpochs)));
        var surrogates = Part("surrogates", 0.1, new SurrogateStudy(context, context.ForTrials("trials")).Run);
        var sensitivity = Part("sensitivities", 0.17, new Sensitivity(context, weights).Run);
        var lost = Part("lost digit", 0.15, new LostDigit(context).Run);
        return new PaperResult
        {
            Quick = plan.Quick,
            Data = context.Data.ToString(),
            Forward = context.Devices[0].Deterministic ? "atlas" : "stream",
            Seconds = clock.Elapsed.TotalSeconds,
            Devices = context.Devices,
            PlainTrain = plain.Train,
            PlainTest = plain.Test,
            PlainCourse = plain.Course,
            Substituted = table,
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

    // A part of the work, its share of the whole, and its wall time.
    private T Part<T>(string name, double share, Func<Action<double>, T> work)
    {
        var clock = Stopwatch.StartNew();
        context.Tell(_done, name);
        var result = work(part => context.Tell(_done + (share * Math.Min(1, part)), name));
        _done += share;
        _seconds[name] = clock.Elapsed.TotalSeconds;
        return result;
    }
}
