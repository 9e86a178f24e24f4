using System.Diagnostics;
using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Experiments.Substituting;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>Measures every format of a plan: the reference beside the plain network, then the others side by side.</summary>
internal sealed class CompareRun(CompareContext context)
{
    // Shares of the whole, as they are on two cores: the plain network as much as several formats.
    private const double PlainShare = 0.1, CellShare = 0.03;

    /// <summary>Runs all of it.</summary>
    /// <exception cref="InvalidSettingException">A time step is too coarse for floating point, or the device cannot run a format.</exception>
    public CompareResult Run()
    {
        var clock = Stopwatch.StartNew();
        var plan = context.Plan;
        var formats = plan.Formats.Where(format => format != ComparedFormat.Reference).ToArray();
        OpenOneOfEachMake();
        var (parts, share) = (new Parts(context.Tell), (1 - PlainShare - CellShare) / (formats.Length + 1));
        string Name(ComparedFormat format, int number) => $"{format} ({number} of {formats.Length + 1})";

        var plain = parts.Add("plain network", PlainShare, told => Substitution.TrainPlain(
            Substitution.PlainTraining with { Epochs = plan.PlainEpochs, Seed = plan.Seed }, context.Data.Train,
            progress => told((progress.Epoch - 1 + ((double)progress.Done / progress.Images)) / plan.PlainEpochs),
            context.Cancellation));
        var reference = parts.Add(Name(ComparedFormat.Reference, 1), share, told => ReferenceTrial.Train(context, told));
        var courses = parts.Add(
            "single cells", CellShare / 2, [.. MeanCourse.Formats.Select(format => (Func<MeanCourse>)(() => MeanCourse.Run(context, format)))]);
        var shapes = parts.Add(
            "single cells", CellShare / 2, [.. SpikeShape.Formats.Select(format => (Func<SpikeShape>)(() => SpikeShape.Take(context, format)))]);
        parts.Run(context.Lanes);

        using var trained = reference[0];
        var known = trained.Against(plain[0]);
        var first = parts.Add(Name(ComparedFormat.Reference, 1), 0, _ => trained.Result(known));
        FormatResult[][] results =
        [
            first,
            .. formats.Select((format, index) => parts.Add(
                Name(format, index + 2), share, told => FormatTrial.Run(context, format, known, told))),
        ];
        parts.Run(context.Lanes);
        return new CompareResult
        {
            Quick = plan.Quick,
            Data = context.Data.ToString(),
            Seconds = clock.Elapsed.TotalSeconds,
            Devices = context.Devices,
            Epochs = plan.Epochs,
            Seeds = plan.Seeds,
            Plain = Substitution.PlainAccuracy(plain[0], context.Data.Test, context.Cancellation),
            Formats = [.. results.SelectMany(result => result)],
            Courses = courses,
            Shapes = shapes,
        };
    }

    // Before the work: it refuses a time step that is too coarse, and the makes stand in the result in this order.
    private void OpenOneOfEachMake()
    {
        var floating = context.Plan.Formats.Where(format => !format.IsFixed);
        ComparedFormat[] others = [.. MeanCourse.Formats, .. SpikeShape.Formats, .. context.Plan.Formats];
        foreach (var format in floating.Concat(others.Where(format => !context.Plan.Formats.Contains(format) || format.IsFixed).DistinctBy(
            format => format.Arithmetic)))
        {
            context.ForNetwork(format).Dispose();
        }
    }
}
