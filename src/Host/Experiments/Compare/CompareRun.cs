using System.Diagnostics;
using FhnHw.Host.Experiments.Substituting;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>Measures every format of a plan, one after the other.</summary>
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
        foreach (var format in plan.Formats.Where(format => !format.IsFixed))
        {
            context.ForNetwork(format).Dispose(); // refuses a time step that is too coarse, before the work
        }

        context.Tell(0, "plain network");
        var plain = Substitution.TrainPlain(
            Substitution.PlainTraining with { Epochs = plan.PlainEpochs, Seed = plan.Seed }, context.Data.Train,
            progress => context.Tell(
                PlainShare * (progress.Epoch - 1 + ((double)progress.Done / progress.Images)) / plan.PlainEpochs, "plain network"),
            context.Cancellation);

        context.Tell(PlainShare, "single cells");
        MeanCourse[] courses = [.. MeanCourse.Formats.Select(format => MeanCourse.Run(context, format))];
        SpikeShape[] shapes = [.. SpikeShape.Formats.Select(format => SpikeShape.Take(context, format))];

        var formats = plan.Formats.Where(format => format != ComparedFormat.Reference).ToArray();
        var results = new List<FormatResult>();
        Action<double> Teller(ComparedFormat format) => part => context.Tell(
            PlainShare + CellShare + ((1 - PlainShare - CellShare) * (results.Count + part) / (formats.Length + 1)),
            $"{format} ({results.Count + 1} of {formats.Length + 1})");
        results.Add(FormatTrial.Reference(context, plain, Teller(ComparedFormat.Reference), out var reference));
        foreach (var format in formats)
        {
            results.Add(FormatTrial.Run(context, format, reference, Teller(format)));
        }

        return new CompareResult
        {
            Quick = plan.Quick,
            Data = context.Data.ToString(),
            Seconds = clock.Elapsed.TotalSeconds,
            Devices = context.Devices,
            Epochs = plan.Epochs,
            Seeds = plan.Seeds,
            Plain = Substitution.PlainAccuracy(plain, context.Data.Test, context.Cancellation),
            Formats = [.. results],
            Courses = courses,
            Shapes = shapes,
        };
    }
}
