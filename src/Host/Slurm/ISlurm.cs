namespace FhnHw.Host.Slurm;

/// <summary>What a sweep asks of Slurm.</summary>
internal interface ISlurm
{
    /// <summary>What the cluster allows.</summary>
    SlurmLimits Limits { get; }

    /// <summary>Submits an array of jobs.</summary>
    /// <returns>The number that Slurm gave it.</returns>
    /// <exception cref="SlurmRefusedException">Slurm does not take it, or does not answer.</exception>
    string Submit(JobArray jobs);

    /// <summary>All jobs of some names that Slurm knows, those that ended lately too; null where it does not answer.</summary>
    IReadOnlyList<QueuedJob>? Queue(IReadOnlyCollection<string> names);

    /// <summary>The number of the array of a name, from the queue or from what accounting keeps; null where there is none.</summary>
    string? Find(string name);

    /// <summary>Ends jobs by their names; those that wait never start.</summary>
    /// <exception cref="SlurmRefusedException">Slurm does not answer.</exception>
    void Cancel(IReadOnlyCollection<string> names);
}

/// <summary>An array of jobs to submit.</summary>
/// <param name="Name">Its name, which no other has.</param>
/// <param name="Folder">Where its logs go, and where it starts.</param>
/// <param name="Log">Name of its logs, in which %a is the job's index.</param>
/// <param name="Count">How many jobs; their indices begin at 0.</param>
/// <param name="After">Numbers of the arrays that must have ended before, however they did.</param>
/// <param name="Options">Further options of <c>sbatch</c>.</param>
/// <param name="Script">The job's script.</param>
/// <param name="Arguments">The script's arguments.</param>
/// <param name="Environment">Variables that are set for it, beside those that are set here.</param>
internal sealed record JobArray(
    string Name, string Folder, string Log, int Count, IReadOnlyList<string> After, IReadOnlyList<string> Options,
    string Script, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);

/// <summary>One job of an array as Slurm tells it.</summary>
/// <param name="Name">The array's name.</param>
/// <param name="Array">The array's number.</param>
/// <param name="Index">Which job of the array it is.</param>
/// <param name="State">Its state in Slurm's words, such as RUNNING.</param>
/// <param name="Reason">Why it waits, or why it ended, in Slurm's words.</param>
/// <param name="Node">Where it runs or ran; empty where it waits.</param>
internal sealed record QueuedJob(string Name, string Array, int Index, string State, string Reason, string Node)
{
    private static readonly string[] Over =
    [
        "BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "REVOKED", "TIMEOUT",
    ];

    /// <summary>True while it waits, runs or is being ended.</summary>
    public bool IsLive => !Over.Contains(State);

    /// <summary>True while it runs.</summary>
    public bool IsRunning => State is "RUNNING" or "COMPLETING" or "CONFIGURING";
}

/// <summary>What a cluster allows.</summary>
/// <param name="ArrayJobs">Jobs of one array, at most.</param>
/// <param name="Jobs">Jobs that the cluster keeps in mind, of all users, at most.</param>
internal sealed record SlurmLimits(int ArrayJobs, int Jobs)
{
    /// <summary>Slurm's defaults.</summary>
    public static SlurmLimits Usual { get; } = new(1000, 10_000);
}

/// <summary>Slurm does not do what it was asked.</summary>
/// <param name="message">What it says, as one sentence.</param>
/// <param name="kind">What may be done about it.</param>
internal sealed class SlurmRefusedException(string message, Refusal kind) : Exception(message)
{
    /// <summary>What may be done about it.</summary>
    public Refusal Kind => kind;
}

/// <summary>Kinds of refusal.</summary>
internal enum Refusal
{
    /// <summary>It does not take this, now or later.</summary>
    Final,

    /// <summary>These are too many jobs at once.</summary>
    TooMany,

    /// <summary>It does not answer; whether it took the jobs is not known.</summary>
    NoAnswer,
}
