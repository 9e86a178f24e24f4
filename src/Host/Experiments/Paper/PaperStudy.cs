using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Experiments.Substituting;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>Every table and figure of the paper: first what needs no plain network beside its training, then what does.</summary>
internal sealed class PaperStudy : IStudy<PaperResult>
{
    private const string Name = "paper 1";

    // Work in thousandths of the whole, as it is on two cores.
    private const int TrialsWork = 220;

    private readonly PaperContext _context;
    private readonly Sensitivity _sensitivity;
    private readonly LostDigit _lost;
    private readonly TrialTasks _trials;
    private readonly StudyTask _orbits, _response, _plain, _loop, _baseTrial, _base, _mirrored, _outputs;
    private readonly StudyTask? _whole;
    private readonly StudyTask[] _surrogates, _trainings, _lostTrials, _table, _arrays, _sweep;

    /// <summary>Asks the device what it is, and makes the tasks.</summary>
    /// <param name="create">Makes the device's array for some settings.</param>
    /// <param name="baseline">Makes the floating-point array for some settings.</param>
    /// <param name="data">The images.</param>
    /// <param name="plan">How much of everything.</param>
    /// <param name="cancellation">Stops the work.</param>
    public PaperStudy(
        Func<ArraySettings, ICellArray> create, Func<ArraySettings, ICellArray> baseline, DataSet data, PaperPlan plan, CancellationToken cancellation)
    {
        var context = _context = new PaperContext(create, baseline, data, plan, cancellation);
        (_sensitivity, _lost) = (new Sensitivity(context), new LostDigit(context));
        _orbits = Task("cells", 10, _ => PhasePlane.Run(context));
        _response = Task("response", 10, _ => DriveResponse.Run(context));
        _plain = Task("plain network", 150, call => PlainCourse.Run(context, share => call.Tell(share, "plain network")));
        _whole = plan.WholeEpochs == 0 ? null : Task("in the loop, all images", 100, call => InLoop.Run(
            context, 0, 0, plan.WholeEpochs, false, share => call.Tell(share, "in the loop, all images")));
        _loop = Task("in the loop", 80, call => InLoop.Run(
            context, plan.LoopTrainImages, plan.LoopTestImages, plan.LoopEpochs, plan.WholeEpochs > 0, share => call.Tell(share, "in the loop")));

        var study = new SurrogateStudy(context);
        _surrogates = Tasks(100, study.Trainings, (training, work) => Task(
            $"surrogate {training.Surrogate}, {training.Nonlinearity} readout, {training.Hidden} cells", work,
            _ => study.Train(training.Nonlinearity, training.Hidden, training.Surrogate)));
        var trials = _lost.Trials;
        _trials = new TrialTasks(context, (settings, title, needs, compute) => Task(
            "trial", settings, title, Math.Max(1, TrialsWork / (trials.Count + _sensitivity.Trainings.Count)), needs, compute));
        _baseTrial = _trials.Of(_sensitivity.BaseTrial, "sensitivity: base, trained");
        _trainings = [.. _sensitivity.Trainings.Select(training => _trials.Of(training.Trial, $"sensitivity: {training.Choice} {training.Value}"))];
        _lostTrials = [.. trials.Select(trial => _trials.Of(trial.Trial, trial.Title, trial.Plain))];

        _base = OfPlain("sensitivity: base", 10, network => _sensitivity.BaseSubstituted(network.Weights));
        _table = Tasks(90, PaperNumbers.Table1, (row, work) => OfPlain(
            FormattableString.Invariant($"table 1, gamma {row.Gamma}"), work, network => GammaSweep.Row(context, network.Weights, row.Gamma)));
        _mirrored = OfPlain("mirrored", 10, network => GammaSweep.At(context, GammaSweep.Mirrored(network.Weights), 0.5));
        _outputs = OfPlain("outputs", 10, network => OutputsOverTime.Run(context, network.Weights));
        _arrays = Tasks(100, _sensitivity.Arrays, (choice, work) => Task(
            "sensitivity", new { choice.Choice, choice.Value, choice.Settings }, $"sensitivity: {choice.Choice} {choice.Value}", work, [_plain],
            call => choice.Try(call.Of<PlainCourse>(_plain).Weights)));
        _sweep = Tasks(120, [.. plan.Gammas.GroupBy(Math.Abs)], (size, work) => OfPlain(
            FormattableString.Invariant($"gamma sweep, {size.Key}"), work, network => GammaSweep.At(context, network.Weights, [.. size])));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Stage> Stages =>
    [
        new("networks",
        [
            _orbits, _response, _plain, .. _whole is null ? [] : new[] { _whole }, _loop, .. _surrogates, .. _trials.All.Where(trial => trial.Needs.Count == 0),
        ]),
        new("what is made of networks",
        [
            .. _table, _mirrored, _outputs, _base, .. _arrays, .. _sweep, .. _trials.All.Where(trial => trial.Needs.Count > 0),
        ]),
    ];

    /// <inheritdoc/>
    public int Lanes => SharedDevice.Lanes(_context.Description);

    /// <inheritdoc/>
    public string Device => _context.Description.ToString();

    /// <inheritdoc/>
    public string DataFingerprint => _context.Data.Fingerprint;

    /// <inheritdoc/>
    public PaperResult Result(TaskResults results)
    {
        var (network, plan) = (results.Of<PlainCourse>(_plain), _context.Plan);
        TriedChoice[] arrays = [.. _arrays.Select(results.Of<TriedChoice>)];
        return new PaperResult
        {
            Quick = plan.Quick,
            Data = _context.Data.Content,
            Forward = _context.HasResponseTable ? "table" : "stream",
            Devices = [.. arrays.Select(choice => choice.Device).OfType<ArrayDescription>().Prepend(_context.Shown)
                .DistinctBy(device => (device.Name, device.Arithmetic))],
            PlainTrain = network.Train,
            PlainTest = network.Test,
            PlainCourse = network.Course,
            Substituted = [.. _table.Select(results.Of<SubstituteRow>)],
            Mirrored = results.Of<SweepPoint>(_mirrored),
            Sweep = [.. _sweep.SelectMany(results.Of<SweepPoint[]>).OrderBy(point => Array.IndexOf(plan.Gammas, point.Gamma))],
            Loop = results.Of<LoopResult>(_loop),
            Whole = _whole is null ? null : results.Of<LoopResult>(_whole),
            Sensitivity = Sensitivity.Table(
            [
                Sensitivity.BaseRow(results.Of<Accuracy>(_base), results.Of<TrialOutcome>(_baseTrial)),
                .. arrays,
                .. _sensitivity.Trainings.Zip(_trainings, (choice, task) => Sensitivity.Row(choice.Choice, choice.Value, results.Of<TrialOutcome>(task))),
            ]),
            LostDigit = _lost.Rows([.. _lostTrials.Select(task => results.Of<TrialOutcome>(task).Done.Test)]),
            Surrogates = SurrogateStudy.Comparisons([.. _surrogates.Select(results.Of<SurrogateTraining>)]),
            Response = results.Of<DriveResponse>(_response),
            Orbits = results.Of<Orbit[]>(_orbits),
            Outputs = results.Of<OutputsOverTime>(_outputs),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    // A part's tasks, which share its work.
    private static StudyTask[] Tasks<T>(int work, IReadOnlyList<T> items, Func<T, long, StudyTask> task) =>
        [.. items.Select(item => task(item, Math.Max(1, work / items.Count)))];

    private StudyTask OfPlain(string title, long work, Func<PlainCourse, object> compute) =>
        Task(title, "", title, work, [_plain], call => compute(call.Of<PlainCourse>(_plain)));

    private StudyTask Task(string title, long work, Func<TaskCall, object> compute) => Task(title, "", title, work, [], compute);

    // The whole plan is in every key: few of its numbers can be set by themselves.
    private StudyTask Task(string part, object settings, string title, long work, StudyTask[] needs, Func<TaskCall, object> compute) => new(
        TaskKey.Of(Name, part, new { _context.Plan, Settings = settings }, DataFingerprint, _context.DeviceIdentity, needs), title, work, needs, compute);
}
