using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Experiments.Substituting;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>
/// Every format of a plan, a task each: first what they are compared with, the plain network and the reference's, and single cells; then the formats.
/// </summary>
internal sealed class CompareStudy : IStudy<CompareResult>
{
    private const string Name = "compare 1";

    // Work beside that of a format, as it is on two cores.
    private const int FormatWork = 10, PlainWork = 30, CellWork = 1;

    private readonly CompareContext _context;
    private readonly ReferenceTrial _reference;
    private readonly StudyTask _plain, _trained;
    private readonly StudyTask[] _courses, _shapes, _formats;

    /// <summary>Opens the device, and makes the tasks.</summary>
    /// <param name="create">Makes the device's array for the normative step.</param>
    /// <param name="data">The images, as many as the plan says.</param>
    /// <param name="plan">What is compared.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidSettingException">A time step is too coarse for floating point, or the device cannot run a format.</exception>
    public CompareStudy(Func<ArraySettings, ICellArray> create, DataSet data, ComparePlan plan, CancellationToken cancellation)
    {
        _context = new CompareContext(create, data, plan, cancellation);
        _reference = new ReferenceTrial(_context);
        OpenOneOfEachMake();
        _plain = Task("plain network", plan with { Formats = [] }, "plain network", PlainWork, null, [], call => Plain(call));
        _trained = Task(
            "reference", plan with { Formats = [] }, $"networks of {ComparedFormat.Reference}", FormatWork, null, [],
            call => _reference.Train(share => call.Tell(share, $"networks of {ComparedFormat.Reference}")));
        _courses = [.. MeanCourse.Formats.Select(format => Cells("mean course", format, () => MeanCourse.Run(_context, format)))];
        _shapes = [.. SpikeShape.Formats.Select(format => Cells("spike shape", format, () => SpikeShape.Take(_context, format)))];
        _formats = [.. plan.Formats.Prepend(ComparedFormat.Reference).Distinct().Select(Format)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Stage> Stages =>
        [new("what formats are compared with", [_plain, _trained, .. _courses, .. _shapes]), new("formats", _formats)];

    /// <inheritdoc/>
    public int Lanes => _context.Device is { } device ? SharedDevice.Lanes(device) : 1;

    /// <inheritdoc/>
    public string Device => _context.Device?.ToString() ?? "floating point";

    /// <inheritdoc/>
    public string DataFingerprint => _context.Data.Fingerprint;

    /// <inheritdoc/>
    public CompareResult Result(TaskResults results) => new()
    {
        Quick = _context.Plan.Quick,
        Data = _context.Data.Content,
        Devices = _context.Devices,
        Epochs = _context.Plan.Epochs,
        Seeds = _context.Plan.Seeds,
        Plain = results.Of<PlainNetwork>(_plain).Test,
        Formats = [.. _formats.Select(results.Of<FormatResult>)],
        Courses = [.. _courses.Select(results.Of<MeanCourse>)],
        Shapes = [.. _shapes.Select(results.Of<SpikeShape>)],
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _reference.Dispose();
        _context.Dispose();
    }

    private PlainNetwork Plain(TaskCall call)
    {
        var plan = _context.Plan;
        var weights = Substitution.TrainPlain(
            Substitution.PlainTraining with { Epochs = plan.PlainEpochs, Seed = plan.Seed }, _context.Data.Train,
            progress => call.Tell((progress.Epoch - 1 + ((double)progress.Done / progress.Images)) / plan.PlainEpochs, "plain network"),
            call.Cancellation);
        return new PlainNetwork(weights, Substitution.PlainAccuracy(weights, _context.Data.Test, call.Cancellation));
    }

    private StudyTask Cells(string part, ComparedFormat format, Func<object> run) =>
        Task(part, format, $"{part} of {format}", CellWork, format, [], _ => run());

    private StudyTask Format(ComparedFormat format) => Task(
        "format", new { Plan = _context.Plan with { Formats = [] }, Format = format }, $"{format}",
        FormatWork, format, [_plain, _trained], call =>
        {
            var (plain, trained) = (call.Of<PlainNetwork>(_plain).Weights, call.Of<ReferenceNetworks>(_trained));
            return format == ComparedFormat.Reference
                ? _reference.Result(trained, plain)
                : FormatTrial.Run(_context, format, trained.Against(plain), share => call.Tell(share, $"{format}"));
        });

    private StudyTask Task(
        string part, object settings, string title, long work, ComparedFormat? format, StudyTask[] needs, Func<TaskCall, object> compute) => new(
        TaskKey.Of(
            Name, part, settings, DataFingerprint, format?.Arithmetic == Arithmetic.Floor ? _context.DeviceIdentity : null, needs),
        title, work, needs, compute);

    // Before the work: it refuses a time step that is too coarse, and the makes stand in the result in this order.
    private void OpenOneOfEachMake()
    {
        var floating = _context.Plan.Formats.Where(format => !format.IsFixed);
        ComparedFormat[] others = [.. MeanCourse.Formats, .. SpikeShape.Formats, .. _context.Plan.Formats];
        foreach (var format in floating.Concat(others.Where(format => !_context.Plan.Formats.Contains(format) || format.IsFixed).DistinctBy(
            format => format.Arithmetic)))
        {
            _context.ForNetwork(format).Dispose();
        }
    }
}

/// <summary>The network that was trained without cells.</summary>
/// <param name="Weights">The network.</param>
/// <param name="Test">Accuracy on the test images, percent.</param>
internal sealed record PlainNetwork(NetworkWeights Weights, double Test);
