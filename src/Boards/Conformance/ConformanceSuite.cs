namespace FhnHw.Boards.Conformance;

/// <summary>The outcome of a rule.</summary>
public enum Verdict
{
    /// <summary>Kept.</summary>
    Pass,

    /// <summary>Broken.</summary>
    Fail,

    /// <summary>The rule does not apply to this board, or could not be tried.</summary>
    Skip,
}

/// <summary>One rule of docs/protocol.md and whether a board keeps it.</summary>
/// <param name="Section">The section that has the rule.</param>
/// <param name="Rule">The rule, in words.</param>
/// <param name="Verdict">The outcome.</param>
/// <param name="Seen">What was seen where the rule is broken, or why it was not tried; else null.</param>
public sealed record RuleResult(int Section, string Rule, Verdict Verdict, string? Seen);

/// <summary>A rule and how to try it.</summary>
/// <param name="Section">The section of docs/protocol.md.</param>
/// <param name="Name">The rule, in words.</param>
/// <param name="Try">Tries it; throws where it is broken or does not apply.</param>
/// <param name="NeedsSession">True where a session is begun first.</param>
public sealed record Rule(int Section, string Name, Action<Probe> Try, bool NeedsSession = true)
{
    /// <summary>True for a rule about time: where it seems broken, it is tried again with longer times.</summary>
    public bool IsTimed { get; init; }
}

/// <summary>Tries every rule of docs/protocol.md on a board.</summary>
public static class ConformanceSuite
{
    private static readonly int[] Stretches = [1, 4, 16];

    /// <summary>Every rule, in the order in which they are tried.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. SessionRules.All, .. DamageRules.All, .. RequestRules.All, .. ReplyRules.All,
        .. VoteRules.All, .. PerCellRules.All, .. QueueRules.All, .. HeartbeatRules.All,
    ];

    /// <summary>Tries all rules, each in a new session; none after the first that needs a session where the board never greets.</summary>
    /// <param name="probe">The board.</param>
    /// <param name="cancellation">Ends it between two rules.</param>
    /// <param name="untimed">True to leave out the rules about time, which an emulator on a busy machine cannot keep.</param>
    public static IEnumerable<RuleResult> Run(Probe probe, CancellationToken cancellation, bool untimed = false)
    {
        foreach (var rule in Rules)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return untimed && rule.IsTimed
                ? new RuleResult(rule.Section, rule.Name, Verdict.Skip, "rules about time are left out")
                : Try(rule, probe);
            if (rule.NeedsSession && !probe.IsGreeted)
            {
                yield break;
            }
        }
    }

    // A rule about time counts as broken only if it is broken at the longest times too.
    private static RuleResult Try(Rule rule, Probe probe)
    {
        var result = TryOnce(rule, probe, Stretches[0]);
        foreach (var stretch in Stretches.Skip(1).TakeWhile(_ => rule.IsTimed && result.Verdict == Verdict.Fail))
        {
            result = TryOnce(rule, probe, stretch);
        }

        return result;
    }

    /// <summary>Tries one rule once, in a new session where it needs one.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="probe">The board.</param>
    /// <param name="stretch">How much longer a rule about time waits.</param>
    public static RuleResult TryOnce(Rule rule, Probe probe, int stretch = 1)
    {
        probe.Stretch = stretch;
        probe.Forget();
        try
        {
            if (rule.NeedsSession)
            {
                probe.Hello();
            }

            rule.Try(probe);
            return new RuleResult(rule.Section, rule.Name, Verdict.Pass, null);
        }
        catch (RuleBrokenException broken)
        {
            return new RuleResult(rule.Section, rule.Name, Verdict.Fail, broken.Message);
        }
        catch (NotApplicableException reason)
        {
            return new RuleResult(rule.Section, rule.Name, Verdict.Skip, reason.Message);
        }
    }
}
