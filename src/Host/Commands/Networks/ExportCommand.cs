using System.CommandLine;
using FhnHw.Files;
using FhnHw.Files.Onnx;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Export;
using FhnHw.Training.Hidden;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What <c>export</c> was told.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Configuration">Its configuration, with the cells of the command line where given.</param>
/// <param name="Weights">The weights: of the last epoch, or of the best.</param>
/// <param name="File">The ONNX file.</param>
/// <param name="Plain">True for matrix products.</param>
/// <param name="Vote">False to leave the vote out.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record ExportSettings(
    string Folder, RunSettings Configuration, string Weights, string File, bool Plain, bool Vote, JsonFile? Json);

/// <summary><c>export</c>: a trained network as one ONNX file.</summary>
internal sealed class ExportCommand : ProgramCommand<ExportSettings>
{
    private readonly Argument<string> _folder = new("run") { Description = "folder of a run made by 'fhnhw train --out'" };
    private readonly Option<string?> _onnx = Make.Text("--onnx", "FILE", Make.Told("the ONNX file", "network.onnx in the run's folder"));
    private readonly Option<bool> _plain = Make.Flag(
        "--plain", "sums as matrix products, not in training's order: faster, and known to every converter; single answers may differ");

    private readonly Option<bool> _noVote = Make.Flag("--no-vote", "leave out the vote, and with it the traces, most of the file");
    private readonly RunWeightsOption _weights = new();
    private readonly RunDeviceOptions _device = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public ExportCommand() : base(
        "export", "write a trained network as one ONNX file, its cells as look-up tables",
        "fhnhw export runs/best --onnx",
        "fhnhw export runs/best --onnx best.onnx --no-vote",
        "fhnhw export runs/best --onnx float.onnx --device float")
    {
        _onnx.Arity = ArgumentArity.ZeroOrOne;
        Add(_folder);
        Add(_onnx);
        Add(_plain);
        Add(_noVote);
        Add(_weights);
        Add(_device);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override ExportSettings Read(ParseResult arguments)
    {
        var folder = arguments.GetValue(_folder)!;
        var configuration = _device.Read(arguments, folder);
        var weights = _weights.Read(arguments, folder, configuration);
        if (configuration.Training is { Pool: > 1 } or { Ghosts: > 0 })
        {
            throw new InvalidSettingException($"{folder} has pooled or ghost cells, which are not exported; export a run without --pool and --ghosts.");
        }

        var file = arguments.GetValue(_onnx) ?? Path.Combine(folder, "network.onnx");
        AtomicFile.Check(file);
        return new ExportSettings(
            folder, configuration, weights, file, arguments.GetValue(_plain), !arguments.GetValue(_noVote), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(ExportSettings settings, Session session)
    {
        var configuration = settings.Configuration;
        var weights = WeightsFile.Read(settings.Weights, configuration);
        using var device = session.OpenDevice(DeviceName.Parse(configuration.Device), configuration.Array, weights.Hidden);
        CheckSteady(device);
        var description = device.Array.Describe();
        ArrayText.Write(device, session.Screen);
        var cells = ResponseTableBar.Prepare(device, configuration.Training.Nonlinearity, ForwardMode.Table, weights.Hidden.Count, session);
        var network = new ExportedNetwork(weights, cells, settings.Plain, settings.Vote);
        if (settings.Vote && !network.Votes)
        {
            session.Screen.Error.WriteLine(
                "fhnhw: The traces of these cells are more than a response table keeps, so the file has no vote; train with a larger --stride for one.");
        }

        new OnnxModel(
            network.Graph, "fhnhw", Provenance.Version, ExportDescription.Words(description, network.Votes),
            ExportDescription.Metadata(settings.Folder, configuration, device.Arrays)).Write(settings.File);
        var result = new ExportResult(
            settings.File, new FileInfo(settings.File).Length, settings.Plain, network.Votes, network.TraceBytes,
            [.. network.Shape.Select(length => FormattableString.Invariant($"{length}"))], OnnxModel.Opset, OnnxModel.IrVersion,
            configuration, session.Provenance(device.Descriptions, configuration.Training.Seed));
        result.Write(session.Screen);
        settings.Json?.Write(result, session.Screen);
        return ExitCode.Done;
    }

    private static void CheckSteady(OpenDevice device)
    {
        foreach (var array in device.Arrays.Where(array => !array.Describe().Deterministic))
        {
            var reason = array.Settings.PerCell?.Unsteadiness ?? "it is not deterministic";
            throw new InvalidSettingException(
                $"A network is exported with the response table of its cells, and none holds for '{array.Describe().Name}', since {reason}; "
                    + "export it with steady cells, by another --device or --imperfections.");
        }
    }
}
