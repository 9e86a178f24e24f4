using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>What a trial's task gave.</summary>
/// <param name="Weights">The trained network; null where it could not be trained.</param>
/// <param name="Test">On the test images; null where it could not be trained.</param>
/// <param name="Refused">Why not, a sentence; else null.</param>
internal sealed record TrialOutcome(NetworkWeights? Weights, Accuracy? Test, string? Refused)
{
    /// <summary>What the trial gave.</summary>
    /// <exception cref="InvalidSettingException">It could not be trained.</exception>
    public TrialResult Done => Refused is null ? new TrialResult(Weights!, Test!) : throw new InvalidSettingException(Refused);
}

/// <summary>
/// Trials on the usual cells and images: equal ones are one task, whichever table asks for them, and a trial that goes on where another ends begins with
/// that one's weights.
/// </summary>
/// <param name="context">The device, the images.</param>
/// <param name="make">Makes a task of what decides its bits, a title, what it needs, and how it is computed.</param>
internal sealed class TrialTasks(PaperContext context, Func<object, string, StudyTask[], Func<TaskCall, object>, StudyTask> make)
{
    private readonly Dictionary<(Trial Trial, bool Plain), StudyTask> _tasks = [];

    /// <summary>All trials, those first that others go on from.</summary>
    public IEnumerable<StudyTask> All => _tasks.Values;

    /// <summary>The task of a trial.</summary>
    /// <param name="trial">How a network is trained.</param>
    /// <param name="title">What it is called where it is not known yet.</param>
    /// <param name="plain">True for sigmoids in the cells' place.</param>
    public StudyTask Of(Trial trial, string title, bool plain = false)
    {
        if (_tasks.TryGetValue((trial, plain), out var known))
        {
            return known;
        }

        StudyTask[] needs = trial.Then is null ? [] : [Of(trial with { Then = null }, $"{title}: its first part", plain)];
        return _tasks[(trial, plain)] = make(
            new { Trial = trial, Plain = plain }, title, needs, call => Run(trial, plain, [.. needs.Select(call.Of<TrialOutcome>)]));
    }

    private TrialOutcome Run(Trial trial, bool plain, TrialOutcome[] before)
    {
        try
        {
            HiddenLayer units = plain ? new PlainLayer(new PlainSigmoid()) : context.UsualCells(trial.Options.Nonlinearity);
            var result = (trial.Then ?? trial).Run(units, context.TrialData, context.Cancellation, before is [var first] ? first.Done.Weights : null);
            return new TrialOutcome(result.Weights, result.Test, null);
        }
        catch (InvalidSettingException error)
        {
            return new TrialOutcome(null, null, error.Message);
        }
    }
}
