using System.Text.Json.Serialization;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>What was measured of one contender.</summary>
/// <param name="Name">Its name: a device, <c>train</c>, or a peer.</param>
/// <param name="IsOwn">True for fhnhw's own.</param>
/// <param name="Versions">What it is made of, with versions.</param>
/// <param name="Threads">Cores that it uses.</param>
/// <param name="Amount">How much its work is, in the unit of its group.</param>
/// <param name="Share">Which share of the others' work that is, in words; empty for all of it.</param>
/// <param name="Times">How often it did the work in a round.</param>
/// <param name="Seconds">Wall time of the work once, one a round.</param>
/// <param name="StartSeconds">From its start until it was ready: reading libraries, compiling.</param>
/// <param name="Checks">Its check values.</param>
/// <param name="Differs">What it does differently; empty for fhnhw's own.</param>
internal sealed record PeerRow(
    string Name, bool IsOwn, string Versions, int Threads, double Amount, string Share, int Times, IReadOnlyList<double> Seconds,
    double StartSeconds, WorkChecks Checks, string Differs)
{
    /// <summary>Units of work a second, in the median round.</summary>
    public double PerSecond => Amount / Seconds.Median();

    /// <summary>The same in the slowest round.</summary>
    public double Slowest => Amount / Seconds.Max();

    /// <summary>The same in the fastest round.</summary>
    public double Fastest => Amount / Seconds.Min();

    /// <summary>How many times another's speed this one has: in each round, of which the median is taken.</summary>
    public double Over(PeerRow other) =>
        Seconds.Zip(other.Seconds, (own, theirs) => Amount / own / (other.Amount / theirs)).Median();
}

/// <summary>A peer that was not measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why not, as the end of a sentence that begins with its name.</param>
/// <param name="Install">The command that installs it; null where that is not what is missing.</param>
internal sealed record LeftOut(string Name, string Reason, string? Install);

/// <summary>Contenders at one kind of work, measured in turns.</summary>
/// <param name="Work">Which work.</param>
/// <param name="Unit">What the work is counted in.</param>
/// <param name="Task">The work in words.</param>
/// <param name="Rounds">Rounds, after those that were not timed.</param>
/// <param name="Rows">One a contender, in the order of their turns.</param>
/// <param name="LeftOut">Peers that were not measured.</param>
internal sealed record PeerGroup(
    PeerWork Work, string Unit, string Task, int Rounds, IReadOnlyList<PeerRow> Rows, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>The rows of fhnhw.</summary>
    [JsonIgnore]
    public IReadOnlyList<PeerRow> Own => [.. Rows.Where(row => row.IsOwn)];
}

/// <summary>The comparison with peers.</summary>
/// <param name="Groups">One a kind of work.</param>
/// <param name="Cleared">Variables of the environment that peers were started without.</param>
/// <param name="Data">The images of the training; null where none was measured.</param>
/// <param name="Seconds">Wall time of the whole.</param>
internal sealed record PeersResult(IReadOnlyList<PeerGroup> Groups, IReadOnlyList<string> Cleared, string? Data, double Seconds)
{
    /// <summary>True where a peer was measured that did other work, or that failed.</summary>
    [JsonIgnore]
    public bool HasFailures => Groups.Any(group => group.LeftOut.Any(peer => peer.Install is null));
}
