using FhnHw.Files;
using FhnHw.Host.Experiments.Tasks;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>The folder <c>slurm</c> in that of a sweep: how jobs are submitted, what was submitted, and the jobs' logs.</summary>
/// <param name="sweep">The sweep's folder.</param>
internal sealed class SlurmFolder(SweepFolder sweep)
{
    // Its arguments are the folder to go to and the command; no text of anybody's is put into it. .NET counts the machine's cores where no control
    // group holds a job to its own.
    private const string ScriptText = """
        #!/bin/sh
        # A job of a sweep, written by fhnhw. Arguments: where to go, then the command with its arguments.
        cd -- "$1" || exit 2
        shift
        export DOTNET_PROCESSOR_COUNT="${SLURM_CPUS_ON_NODE:-1}"
        exec "$@"

        """;

    private readonly string _path = Path.Combine(Path.GetFullPath(sweep.Path), "slurm");

    /// <summary>Where jobs start and logs go, in full.</summary>
    public string FullPath => _path;

    /// <summary>The jobs' script.</summary>
    public string Script => Path.Combine(_path, "job.sh");

    /// <summary>True where the sweep was cancelled.</summary>
    public bool IsCancelled => File.Exists(Cancelled);

    /// <summary>How jobs are submitted; null where none ever were.</summary>
    public SlurmSettings? Settings => SlurmSettings.Read(SettingsFile);

    private string SettingsFile => Path.Combine(_path, "settings.json");

    private string Cancelled => Path.Combine(_path, "cancelled");

    /// <summary>Begins: writes settings and script; a sweep that was cancelled is no longer.</summary>
    public void Begin(SlurmSettings settings)
    {
        settings.Write(SettingsFile);
        AtomicFile.WriteText(Script, ScriptText.ReplaceLineEndings("\n"));
        File.Delete(Cancelled);
    }

    /// <summary>Notes that nothing more is to be submitted.</summary>
    public void Cancel() => AtomicFile.WriteText(Cancelled, "Cancelled. The sweep's command, given again with --slurm, goes on.\n");

    /// <summary>All submissions, the earliest first.</summary>
    public IReadOnlyList<Submission> Submissions() => !Directory.Exists(_path) ? [] :
    [
        .. Directory.EnumerateFiles(_path, "*.json")
            .Where(path => Path.GetFileNameWithoutExtension(path).All(char.IsAsciiDigit))
            .Select(Submission.Read).OrderBy(submission => submission.Number),
    ];

    /// <summary>One submission.</summary>
    public Submission Read(int number) => Submission.Read(FileOf(number));

    /// <summary>Keeps a submission.</summary>
    public void Write(Submission submission) => submission.Write(FileOf(submission.Number));

    /// <summary>The name of the logs of a submission, as <c>sbatch</c> takes it.</summary>
    public static string LogPattern(int number) => $"{Submission.Stem(number)}-%a.log";

    /// <summary>The log of a job.</summary>
    public string Log(int number, int index) => Path.Combine(_path, LogPattern(number).Replace("%a", $"{index}", StringComparison.Ordinal));

    /// <summary>The last lines of a job's log.</summary>
    public IReadOnlyList<string> EndOfLog(int number, int index, int lines)
    {
        var path = Log(number, index);
        return File.Exists(path) ? [.. File.ReadLines(path).TakeLast(lines)] : [];
    }

    private string FileOf(int number) => Path.Combine(_path, $"{Submission.Stem(number)}.json");
}
