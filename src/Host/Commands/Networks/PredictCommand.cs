using System.CommandLine;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What <c>predict</c> was told.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Images">A picture, a folder of pictures, or an .npz file.</param>
/// <param name="Configuration">The run's configuration, with the device of the command line where given.</param>
/// <param name="Weights">The network: the run's last, or its best by validation.</param>
/// <param name="Out">Where the predictions are kept, a .csv or .npz file, or null.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record PredictSettings(string Folder, string Images, RunSettings Configuration, string Weights, string? Out, JsonFile? Json);

/// <summary><c>predict</c>: what a trained network says that images show, of which nobody has said it.</summary>
internal sealed class PredictCommand : ProgramCommand<PredictSettings>
{
    private readonly Argument<string> _folder = new("run") { Description = "folder of a run made by 'fhnhw train --out'" };
    private readonly Argument<string> _images = new("images")
    {
        Description = "a picture, a folder of pictures, or an .npz file with an array of images; no labels are needed",
    };

    private readonly RunDeviceOptions _device = new();
    private readonly RunWeightsOption _weights = new();
    private readonly Option<string?> _out = Make.Text(
        "--out", "FILE", "keep the predictions in this file: .csv, a row an image, or .npz with classes, scores, votes and activations");
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public PredictCommand() : base(
        "predict", "say what images show, by a trained network",
        "fhnhw predict runs/mine new-pictures",
        "fhnhw predict runs/mine new-pictures --out predictions.csv",
        "fhnhw predict runs/mine pictures.npz --device sim --out predictions.npz")
    {
        Add(_folder);
        Add(_images);
        Add(_device);
        Add(_weights);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override PredictSettings Read(ParseResult arguments)
    {
        var folder = arguments.GetValue(_folder)!;
        var configuration = _device.Read(arguments, folder);
        return new PredictSettings(
            folder, arguments.GetValue(_images)!, configuration, _weights.Read(arguments, folder, configuration), Out(arguments), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(PredictSettings settings, Session session)
    {
        var prediction = NetworkPrediction.Run(settings, session);
        settings.Json?.Write(prediction.Result, session.Screen);
        if (settings.Out is { } path)
        {
            Keep(path, prediction);
        }

        PredictText.Write(session.Screen, prediction.Result, settings.Out);
        if (settings.Out is not null)
        {
            session.Screen.Text.WriteLine($"kept    {settings.Out}");
        }

        return ExitCode.Done;
    }

    private static void Keep(string path, NetworkPrediction prediction)
    {
        if (IsCsv(path))
        {
            AtomicFile.WriteText(path, PredictText.Csv(prediction.Result));
        }
        else
        {
            PredictionsFile.WriteUnlabelled(path, prediction.Predictions);
        }
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    private string? Out(ParseResult arguments)
    {
        if (arguments.GetValue(_out) is not { } path)
        {
            return null;
        }

        if (!IsCsv(path) && !Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidSettingException($"'{path}' is no .csv or .npz file; give --out a name that ends in one of them.");
        }

        AtomicFile.Check(path);
        return path;
    }
}
