using System.Collections.Concurrent;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>
/// Trials on the usual cells and images: equal ones are run once, whichever table asks for them, and a trial that goes on where another ends begins with
/// that one's weights.
/// </summary>
internal sealed class TrialRuns(PaperContext context)
{
    private readonly ConcurrentDictionary<(Trial Trial, bool Plain), Lazy<TrialResult>> _runs = [];

    /// <summary>What a trial gives.</summary>
    /// <param name="trial">How a network is trained.</param>
    /// <param name="plain">True for sigmoids in the cells' place.</param>
    public TrialResult Of(Trial trial, bool plain = false) =>
        _runs.GetOrAdd((trial, plain), key => new Lazy<TrialResult>(() => Run(key.Trial, key.Plain))).Value;

    private TrialResult Run(Trial trial, bool plain)
    {
        HiddenLayer units = plain ? new PlainLayer(new PlainSigmoid()) : context.UsualCells(trial.Options.Nonlinearity);
        return trial.Then is { } then
            ? then.Run(units, context.TrialData, context.Cancellation, Of(trial with { Then = null }, plain).Weights)
            : trial.Run(units, context.TrialData, context.Cancellation);
    }
}
