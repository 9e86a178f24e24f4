using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Slurm;

/// <summary>
/// Finds the board that Slurm gave to this job. Slurm sets no variable for generic resources of other kinds than GPUs; <c>scontrol</c> tells their indices on
/// the node, and a file of the cluster tells which device each index is.
/// </summary>
internal static partial class SlurmBoards
{
    /// <summary>The generic resource that boards are.</summary>
    public const string Resource = "fhnhw";

    /// <summary>The variable that names the file of boards.</summary>
    public const string FileVariable = "FHNHW_BOARDS";

    private const string UsualFile = "/etc/fhnhw/boards";

    /// <summary>True in a job of Slurm.</summary>
    public static bool IsInJob => Environment.GetEnvironmentVariable("SLURM_JOB_ID") is { Length: > 0 };

    /// <summary>The name of the device that this job was given.</summary>
    /// <exception cref="InvalidSettingException">The job has no board, or the file does not tell which device it is.</exception>
    public static string DeviceOfJob()
    {
        var job = Environment.GetEnvironmentVariable("SLURM_JOB_ID")!;
        var node = Environment.GetEnvironmentVariable("SLURMD_NODENAME") ?? Environment.MachineName;
        var answer = SlurmProcess.Run("scontrol", ["show", "job", "--details", "--oneliner", job]);
        var indices = Indices(answer.Output, node);
        if (indices.Count == 0)
        {
            throw new InvalidSettingException(
                $"Slurm gave job {job} no board on {node}; ask for one with --slurm-options \"--gres={Resource}:1\".");
        }

        var file = Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } named ? named : UsualFile;
        var text = File.Exists(file) ? InputFile.ReadText(file) : throw new InvalidSettingException(
            $"There is no file {file} that tells which device a board of this cluster is; make one with a line 'NODE INDEX DEVICE' for each (docs/slurm.md).");
        return string.Join('+', indices.Select(index => DeviceOf(text, node, index) ?? throw new InvalidSettingException(string.Create(
            CultureInfo.InvariantCulture, $"{file} has no line for board {index} of {node}; write '{node} {index} DEVICE' there."))));
    }

    /// <summary>The indices of a job's boards on a node, from what <c>scontrol show job --details --oneliner</c> says.</summary>
    public static IReadOnlyList<int> Indices(string text, string node)
    {
        // "Nodes=node[1-2] CPU_IDs=0 Mem=0 GRES=gpu:1(IDX:0),fhnhw:2(IDX:0,2-3)": a group for each set of nodes that got the same.
        var groups = GroupOfNodes().Matches(text);
        var own = groups.FirstOrDefault(group => group.Groups["nodes"].Value == node) ?? (groups.Count == 1 ? groups[0] : null);
        return own is null || IndicesIn().Match(own.Groups["gres"].Value) is not { Success: true } found ? [] :
        [
            .. found.Groups["indices"].Value.Split(',')
                .Select(range => range.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
                .SelectMany(ends => Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)),
        ];
    }

    /// <summary>The device of a node's board in the text of a file; null where it has none.</summary>
    public static string? DeviceOf(string text, string node, int index) => (
        from line in text.Split('\n')
        let words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        where words.Length == 3 && words[0] == node && words[1] == index.ToString(CultureInfo.InvariantCulture)
        select words[2]).FirstOrDefault();

    [GeneratedRegex(@"\sNodes=(?<nodes>\S+) CPU_IDs=\S* Mem=\S* GRES=(?<gres>\S*)")]
    private static partial Regex GroupOfNodes();

    [GeneratedRegex($@"(^|,){Resource}(:[^:,(]+)?:[0-9]+\(IDX:(?<indices>[0-9,-]+)\)")]
    private static partial Regex IndicesIn();
}
