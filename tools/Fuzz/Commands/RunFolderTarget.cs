using FhnHw.Fuzz.Engine;
using FhnHw.Fuzz.Mutation;
using FhnHw.Fuzz.Targets;
using FhnHw.Training.Runs;

namespace FhnHw.Fuzz.Commands;

/// <summary>One file of a run's folder is damaged, and a command works on the folder: a byte for the file, one for the command, then the file.</summary>
internal sealed class RunFolderTarget : Target
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly string[] Files = ["config.json", "result.json", "epochs.csv", "weights.npz", "checkpoint.npz", "device.json", "weights-best.npz"];

    private readonly Scratch _folder = new();
    private readonly Dictionary<string, byte[]> _sound = [];

    /// <summary>Makes the run.</summary>
    public RunFolderTarget()
    {
        RunFolders.Write(RunPath, Data);
        foreach (var path in Directory.GetFiles(RunPath))
        {
            _sound[Path.GetFileName(path)] = File.ReadAllBytes(path);
        }
    }

    /// <inheritdoc/>
    public override string Name => "run-folder";

    /// <inheritdoc/>
    public override string About => "a run's folder with one damaged file, given to eval, train --resume, report and export";

    /// <inheritdoc/>
    public override int RunsInGate => 15;

    /// <inheritdoc/>
    protected override long BytesEach => 1 << 22; // commands work too

    private string RunPath => _folder.Of("run");

    private string Data => _folder.Of("data");

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var (index, name) in Files.Index())
        {
            for (byte command = 0; command < 4; command++)
            {
                yield return [(byte)index, command, .. _sound[name]];
            }
        }
    }

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random)
    {
        if (input.Length < 3 || input[0] >= Files.Length)
        {
            return ByteMutation.Mutate(input, random);
        }

        var content = input[2..];
        return
        [
            input[0], (byte)(random.Next(4) == 0 ? random.Next(4) : input[1]),
            .. Path.GetExtension(Files[input[0]]) switch
            {
                ".json" => JsonMutation.Mutate(content, random),
                ".csv" => TextMutation.Mutate(content, random),
                _ => ZipMutation.Mutate(content, random, inner => NpyMutation.Mutate(inner, random)),
            },
        ];
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        if (input.Length < 2)
        {
            return;
        }

        Restore();
        if (input[1] % 4 == 1)
        {
            File.Delete(RunFolder.Result(RunPath)); // a run that was broken off
        }

        File.WriteAllBytes(Path.Combine(RunPath, Files[input[0] % Files.Length]), input[2..]);
        ProgramRun.Judge(
            (input[1] % 4) switch
            {
                0 => ["eval", RunPath, "--data", Data],
                1 => ["train", "--resume", RunPath, "--data", Data],
                2 => ["report", RunPath],
                _ => ["export", RunPath, "--onnx", _folder.Of("network.onnx")],
            },
            0, Patience);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    private void Restore()
    {
        Directory.Delete(RunPath, recursive: true);
        foreach (var (name, content) in _sound)
        {
            _folder.Write(Path.Combine("run", name), content);
        }
    }
}
