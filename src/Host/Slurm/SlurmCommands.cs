using System.Globalization;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Slurm;

/// <summary>Slurm by its own commands: sbatch, squeue, scancel, scontrol, and sacct where accounting is set up. No shell reads what they are given.</summary>
internal sealed class SlurmCommands : ISlurm
{
    // A name, the array, the index, the state, the reason, the node. No field of it can have a bar in it: names are the sweep's own.
    private const string Format = "%j|%F|%K|%T|%r|%N";

    // What sbatch says where neither a file nor the name service tells of a cluster, in five lines.
    private const string NoCluster = "Could not establish a configuration source";

    private static readonly string[] Silent = ["Unable to contact", "timed out", "temporarily unavailable", "Connection refused", "not responding"];

    private static readonly string[] TooMany =
        ["SubmitLimit", "MaxSubmit", "Submit limit", "submit limit", "Job array index too large", "Invalid job array", "maximum job", "MaxJobCount"];

    private const int SignalBase = 128;

    private SlurmLimits? _limits;

    /// <inheritdoc/>
    public SlurmLimits Limits => _limits ??= ReadLimits(SlurmProcess.Run("scontrol", ["show", "config"]).Output);

    /// <summary>Checks that Slurm's commands are here.</summary>
    /// <exception cref="InvalidSettingException">They are not.</exception>
    public static void CheckHere()
    {
        foreach (var program in new[] { "sbatch", "squeue", "scancel", "scontrol" })
        {
            if (!SlurmProcess.IsHere(program))
            {
                throw new InvalidSettingException(
                    $"There is no {program} on this machine; run this where Slurm's commands are, such as a login node, or leave out --slurm.");
            }
        }
    }

    /// <summary>Reads what <c>scontrol show config</c> says.</summary>
    public static SlurmLimits ReadLimits(string config)
    {
        // Indices are below MaxArraySize, and those of an array begin at 0.
        return new SlurmLimits(
            Value("MaxArraySize") is { } array ? Math.Max(1, array - 1) : SlurmLimits.Usual.ArrayJobs, Value("MaxJobCount") ?? SlurmLimits.Usual.Jobs);

        int? Value(string name) => config.Split('\n').Select(line => line.Split('=', 2)).FirstOrDefault(pair => pair[0].Trim() == name) is [_, var text]
            && int.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>Reads what <c>squeue</c> prints.</summary>
    public static IReadOnlyList<QueuedJob> ReadQueue(string text) =>
    [
        .. from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
           let fields = line.Split('|')
           where fields.Length >= 6
           select new QueuedJob(
               fields[0], fields[1], int.TryParse(fields[2], CultureInfo.InvariantCulture, out var index) ? index : 0, fields[3], fields[4], fields[5].Trim()),
    ];

    /// <summary>The arguments of <c>sbatch</c>.</summary>
    public static IReadOnlyList<string> Arguments(JobArray jobs) =>
    [
        "--parsable", "--no-requeue", "--export=ALL", "--input=/dev/null", .. jobs.Options,
        $"--job-name={jobs.Name}", $"--chdir={jobs.Folder}", $"--output={jobs.Log}", "--open-mode=append",
        string.Create(CultureInfo.InvariantCulture, $"--array=0-{jobs.Count - 1}"),
        .. jobs.After.Count == 0 ? Array.Empty<string>() : [$"--dependency=afterany:{string.Join(':', jobs.After)}"],
        jobs.Script, .. jobs.Arguments,
    ];

    /// <inheritdoc/>
    public string Submit(JobArray jobs)
    {
        var answer = SlurmProcess.Run("sbatch", Arguments(jobs), jobs.Environment);
        if (answer.Code != 0)
        {
            throw Refused("sbatch", answer);
        }

        // The number, and behind a semicolon the cluster's name where there are several.
        var number = answer.Output.Trim().Split(';')[0];
        return number.Length > 0 && number.All(char.IsAsciiDigit)
            ? number
            : throw new SlurmRefusedException($"sbatch answered '{Sentences.Join(answer.Output)}' and no number of a job.", Refusal.NoAnswer);
    }

    /// <inheritdoc/>
    public IReadOnlyList<QueuedJob>? Queue(IReadOnlyCollection<string> names)
    {
        if (names.Count == 0 || !SlurmProcess.IsHere("squeue"))
        {
            return names.Count == 0 ? [] : null;
        }

        var answer = SlurmProcess.Run("squeue", ["--noheader", "--array", "--states=all", $"--name={string.Join(',', names)}", $"--format={Format}"]);
        return answer.Code == 0 ? ReadQueue(answer.Output) : null;
    }

    /// <inheritdoc/>
    public string? Find(string name)
    {
        var queued = Queue([name]) ?? throw new SlurmRefusedException("squeue does not answer.", Refusal.NoAnswer);
        if (queued.Count > 0)
        {
            return queued[0].Array;
        }

        if (!SlurmProcess.IsHere("sacct"))
        {
            return null;
        }

        // Without accounting it fails, and then the queue is all that there is.
        var answer = SlurmProcess.Run("sacct", ["--noheader", "--parsable2", "--allocations", $"--name={name}", "--format=JobID", "--starttime=now-14days"]);
        var first = answer.Code == 0 ? answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() : null;
        return first?.Split('_')[0].Trim();
    }

    /// <inheritdoc/>
    public void Cancel(IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            var answer = SlurmProcess.Run("scancel", [$"--name={name}"]);
            if (answer.Code != 0)
            {
                throw Refused("scancel", answer);
            }
        }
    }

    /// <summary>Why a command of Slurm was refused, in one sentence.</summary>
    /// <param name="program">The command.</param>
    /// <param name="answer">What it said, with an exit code that is not 0.</param>
    public static SlurmRefusedException Refused(string program, SlurmAnswer answer)
    {
        var said = Sentences.Join(answer.Error.Length > 0 ? answer.Error : answer.Output).Replace("sbatch: error: ", "", StringComparison.Ordinal);
        if (said.Contains(NoCluster, StringComparison.Ordinal))
        {
            return new SlurmRefusedException(
                $"{program} finds no cluster: set SLURM_CONF to the cluster's slurm.conf, run this where a cluster is, or leave out --slurm.", Refusal.Final);
        }

        // What was ended by a signal, such as that of Ctrl-C, may have been heard all the same.
        var kind = answer.IsLate || answer.Code > SignalBase || Silent.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase)) ? Refusal.NoAnswer
            : TooMany.Any(word => said.Contains(word, StringComparison.Ordinal)) ? Refusal.TooMany
            : Refusal.Final;
        return new SlurmRefusedException($"{program} says: {(said.Length > 0 ? said : $"nothing (exit code {answer.Code})")}", kind);
    }
}
