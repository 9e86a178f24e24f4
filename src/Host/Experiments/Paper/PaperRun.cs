using System.Diagnostics;
using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Experiments.Substituting;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>Reproduces every table and figure of the paper: first what needs no plain network beside its training, then what does.</summary>
internal sealed class PaperRun(PaperContext context)
{
    /// <summary>Runs all parts.</summary>
    public PaperResult Run()
    {
        var clock = Stopwatch.StartNew();
        var (plan, parts) = (context.Plan, new Parts(context.Tell));
        var (study, sensitivity, lost) = (new SurrogateStudy(context), new Sensitivity(context), new LostDigit(context));
        var orbits = parts.Add("cells", 0.01, _ => PhasePlane.Run(context));
        parts.Run(1); // by itself: then the device is known

        var response = parts.Add("response", 0.01, _ => DriveResponse.Run(context));
        var plain = parts.Add("plain network", 0.15, told => PlainCourse.Run(context, told));
        var whole = plan.WholeEpochs == 0 ? [null] : parts.Add(
            "in the loop, all images", 0.1, told => (LoopResult?)InLoop.Run(context, 0, 0, plan.WholeEpochs, false, told));
        var loop = parts.Add("in the loop", 0.08, told => InLoop.Run(
            context, plan.LoopTrainImages, plan.LoopTestImages, plan.LoopEpochs, plan.WholeEpochs > 0, told));
        var surrogates = parts.Add("surrogates", 0.1, study.Trainings);
        var trainings = parts.Add("sensitivities", 0.07, sensitivity.Trainings);
        var trials = parts.Add("lost digit", 0.15, lost.Trials);
        parts.Run(context.Lanes);

        var network = plain[0];
        var table = parts.Add(
            "table 1", 0.09, [.. PaperNumbers.Table1.Select(row => (Func<SubstituteRow>)(() => GammaSweep.Row(context, network.Weights, row.Gamma)))]);
        var mirrored = parts.Add("mirrored", 0.01, _ => GammaSweep.At(context, GammaSweep.Mirrored(network.Weights), 0.5));
        var outputs = parts.Add("outputs", 0.01, _ => OutputsOverTime.Run(context, network.Weights));
        var arrays = parts.Add("sensitivities", 0.1, sensitivity.Arrays(network.Weights));
        var sweep = parts.Add(
            "gamma sweep", 0.12,
            [.. plan.Gammas.GroupBy(Math.Abs).Select(size => (Func<SweepPoint[]>)(() => GammaSweep.At(context, network.Weights, [.. size])))]);
        parts.Run(context.Lanes);
        return new PaperResult
        {
            Quick = plan.Quick,
            Data = context.Data.ToString(),
            Forward = context.Devices[0].Deterministic ? "atlas" : "stream",
            Seconds = clock.Elapsed.TotalSeconds,
            Devices = context.Devices,
            PlainTrain = network.Train,
            PlainTest = network.Test,
            PlainCourse = network.Course,
            Substituted = table,
            Mirrored = mirrored[0],
            Sweep = [.. sweep.SelectMany(points => points).OrderBy(point => Array.IndexOf(plan.Gammas, point.Gamma))],
            Loop = loop[0],
            Whole = whole[0],
            Sensitivity = Sensitivity.Table([.. arrays, .. trainings]),
            LostDigit = lost.Rows(trials),
            Surrogates = SurrogateStudy.Comparisons(surrogates),
            Response = response[0],
            Orbits = orbits[0],
            Outputs = outputs[0],
            PartSeconds = parts.Seconds,
        };
    }
}
