using System.Text;
using System.Text.Json;
using FhnHw.Boards.Fpga;
using FhnHw.Fuzz.Engine;
using FhnHw.Fuzz.Mutation;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Peers;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Fuzz.Targets;

/// <summary>A target that reads a JSON file.</summary>
internal abstract class JsonTarget(string name, string about, string fileName) : FileTarget(name, about, fileName)
{
    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => JsonMutation.Mutate(input, random);
}

/// <summary>The settings of a run.</summary>
internal sealed class ConfigTarget() : JsonTarget("config", "config.json of a run, and what is made of it before anything runs", "config.json")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() => Configurations().Select(settings => Encoding.UTF8.GetBytes(settings.ToJson()));

    /// <summary>Settings with every part that settings can have.</summary>
    public static IEnumerable<RunSettings> Configurations()
    {
        var plain = new RunSettings { Data = "builtin", Training = new() { Hidden = 4, Epochs = 1 } };
        yield return plain;
        yield return plain with
        {
            Array = ArraySettings.Usual with { Cells = 4, Imperfections = Imperfections.Preset("harsh") },
            Training = plain.Training with { Hidden = new LayerSizes(4, 3), Pool = 2, Ghosts = 1, TemporalCrop = 10, Elastic = 20 },
            Seeds = 2,
            Validate = 3,
        };
        yield return plain with
        {
            Array = ArraySettings.Usual with
            {
                Cells = 2,
                Imperfections = new() { Measured = [new MeasuredCell(0.1, 1, null), new MeasuredCell(0, 1, 0.5)], AdcBits = 8 },
            },
        };
    }

    /// <inheritdoc/>
    protected override long BytesEach => 4096; // a cell in the text has many words of its own

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        var settings = RunSettings.Read(path);
        _ = DeviceName.Parse(settings.Device);
        _ = settings.Array.Constants.Hash;
        _ = settings.Array.Adc;
        _ = settings.Training.Cells.Total;
        _ = settings.Training.AugmentationIn(1);
        Require(double.IsFinite(settings.Training.RateAt(0, 10)), "a learning rate that is not finite was taken");
        Folder.Write("again.json", Encoding.UTF8.GetBytes(settings.ToJson()));
        Require(RunSettings.Read(Folder.Of("again.json")).ToJson() == settings.ToJson(), "settings that read back as others");
    }
}

/// <summary>The files of the boards.</summary>
internal sealed class BoardFileTarget() : JsonTarget("board-file", "board.json of hdl/boards", "hdl/boards/one/board.json")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        var sources = HdlSources.Find();
        return BoardFile.Names(sources).Select(name => File.ReadAllBytes(Path.Combine(sources.Hdl, "boards", name, "board.json")));
    }

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        var sources = new HdlSources(Folder.Path);
        var file = BoardFile.ReadAlone(sources, "one");
        _ = FpgaFamily.Of(file);
        var constants = new CellConstants(new CellFormat(8, 8, 6), new CellParameters());
        _ = new BoardVariant().Of(file, constants);
        _ = file.Parallel is null ? file : file.WithParallelArray();
        _ = file.PerCell is null ? file : file.WithPerCellLanes();
    }
}

/// <summary>What a build of a bitstream leaves.</summary>
internal sealed class ManifestTarget() : JsonTarget("manifest", "manifest.json of a board's build", "artifacts/boards/one/manifest.json")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var (clock, bitstream) in ((double?, string?)[])[(25.5, "one.bin"), (null, null)])
        {
            new BoardManifest(
                "one", "w16-e0-k8-lanes2", new string('a', 16), "W=16", 2, 8, new string('b', 16), new Dictionary<string, string> { ["yosys"] = "0.23" },
                [new Utilisation("ICESTORM_LC", 10, 20)], 24, clock, bitstream, new string('c', 64), [new FlowStep("place", 1.5, "done")],
                new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Write(Folder.Path);
            yield return File.ReadAllBytes(Folder.Of(BoardManifest.FileName));
        }
    }

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        if (BoardManifest.Read(Path.GetDirectoryName(path)!) is { } manifest)
        {
            _ = JsonSerializer.Serialize(manifest);
            _ = (manifest.MeetsTiming, manifest.ToString());
            Require(manifest.Bitstream is null || Path.GetFileName(manifest.Bitstream) == manifest.Bitstream, "a bitstream outside of its folder");
            Require(manifest.Variant is not null, "a manifest without a name");
            Require(manifest.Board is not null && manifest.Elements is not null && manifest.Steps is not null, "a manifest without its parts");
        }
    }
}

/// <summary>Measured cells: the text, or the curves beside it.</summary>
internal sealed class CalibrationTarget(bool curves) : FileTarget(
    curves ? "calibration-curves" : "calibration", curves ? "curves.npz of a calibration" : "calibration.json", curves ? "curves.npz" : "calibration.json")
{
    private static readonly CellCalibration Sound = new()
    {
        Device = "a board",
        Cells = [new(new MeasuredCell(0.1, 1, null), 0.01, 0.02), new(new MeasuredCell(-0.1, 0.9, 0.5), 0.01, 0.02)],
        NoiseX = 0.02,
        AdcBits = 8,
        Currents = [-1, 0, 1],
        Curve = [1, 0, -1, 1.1, 0.1, -0.9],
    };

    /// <inheritdoc/>
    protected override long BytesEach => 4096;

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        Sound.Write(Folder.Path);
        return [File.ReadAllBytes(Folder.Of(curves ? "curves.npz" : "calibration.json"))];
    }

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => curves
        ? ZipMutation.Mutate(input, random, inner => NpyMutation.Mutate(inner, random))
        : JsonMutation.Mutate(input, random);

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        if (!File.Exists(Folder.Of(curves ? "calibration.json" : "curves.npz")))
        {
            Sound.Write(Folder.Path);
        }

        var calibration = CellCalibration.Read(Folder.Path);
        foreach (var value in calibration.ResponsesTo(CurrentCodes.Of(-0.5, 0, 0.5)))
        {
            Require(float.IsFinite(value), "a response that is not finite");
        }

        _ = (ArraySettings.Usual with { Cells = calibration.Cells.Length, Imperfections = calibration.Twin(1) }).PerCell;
        _ = calibration.OfLayer(calibration.Cells.Length, 0);
    }
}

/// <summary>The lines that a peer of bench answers with.</summary>
internal sealed class PeersTarget() : JsonTarget("peers", "the answers of the programs that bench --peers starts", "line")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() =>
    [
        "{\"ready\": \"numpy 2.0\", \"threads\": 2}"u8.ToArray(),
        "{\"times\": 3, \"seconds\": 0.5, \"meanAbs\": 1.5, \"meanSquare\": 2, \"ends\": \"0123\"}"u8.ToArray(),
    ];

    /// <inheritdoc/>
    public override bool Refuses(Exception error) => error is PeerFailedException && Verdict.OfSentence(error.Message + ".") is null;

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        var line = File.ReadAllText(path);
        _ = line.Contains("ready", StringComparison.Ordinal) ? (object)PeerReady.Read(line) : RoundAnswer.Read(line, 3);
    }
}
