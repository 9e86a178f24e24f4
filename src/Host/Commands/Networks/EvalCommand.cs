using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What <c>eval</c> was told.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Configuration">Its configuration, with the device and images of the command line where given.</param>
/// <param name="Cells">On which cells, in words, for the first line.</param>
/// <param name="Chips">Draws of the cells, with seeds from the configuration's on.</param>
/// <param name="Weights">The network: the run's last, or its best by validation.</param>
/// <param name="Out">Where result and report are kept, or null.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
/// <param name="TrainImages">Training images that are tried, in equal shares of each class; 0 for all of the run's.</param>
/// <param name="TestImages">The same of the test images.</param>
internal sealed record EvalSettings(
    string Folder, RunSettings Configuration, string Cells, int Chips, string Weights, string? Out, JsonFile? Json, int TrainImages = 0, int TestImages = 0);

/// <summary><c>eval</c>: the accuracy of a trained network, on the same device or another.</summary>
internal sealed class EvalCommand : ProgramCommand<EvalSettings>
{
    private readonly Argument<string> _folder = new("run") { Description = "folder of a run made by 'fhnhw train --out'" };
    private readonly RunDeviceOptions _device = new();
    private readonly Option<string?> _data = Make.Text("--data", "DIR", Make.Told("the images (docs/data.md)", "the run's"));
    private readonly Option<int> _trainImages = Make.Whole(
        "--train-images", "N", "training images to try, as equally many of each class as there are; 0 for all of the run's", 0);

    private readonly Option<int> _testImages = Make.Whole("--test-images", "N", "the same of its test images", 0);
    private readonly RunFormatOptions _format = new();
    private readonly Option<string?> _forward = Make.Text(
        "--forward", "table|stream", Make.Told("look responses up, or run every image", "the run's"));
    private readonly Option<int> _chips = Make.Whole(
        "--chips", "N", "draw the non-ideal cells N times, with seeds from --cells-seed on: mean and deviation over chips, without the run's own", 1);

    private readonly RunWeightsOption _weights = new();
    private readonly HiddenNoiseOptions _noise = new("while testing", "the run's");
    private readonly Option<string?> _out = Make.Text(
        "--out", "DIR", "keep result, report.html, predictions.npz (scores, votes, activations) and the weights in this folder, another than the run's");
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public EvalCommand() : base(
        "eval", "measure the accuracy of a trained network, on the same device or another",
        "fhnhw eval runs/best",
        "fhnhw eval runs/best --device float",
        "fhnhw eval runs/best --imperfections lab",
        "fhnhw eval runs/best --bits 3 --extra-bits 3",
        "fhnhw eval runs/lab --cells-seed 2 --chips 10")
    {
        Add(_folder);
        Add(_device);
        Add(_chips);
        Add(_data);
        Add(_trainImages);
        Add(_testImages);
        Add(_format);
        Add(_forward);
        Add(_weights);
        Add(_noise);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override EvalSettings Read(ParseResult arguments)
    {
        var folder = arguments.GetValue(_folder)!;
        var configuration = _device.Read(arguments, folder);
        if (arguments.GetValue(_data) is { } data)
        {
            configuration = configuration with { Data = data, DataFingerprint = "" };
        }

        if (arguments.GetValue(_forward) is { } forward)
        {
            configuration = configuration with { Forward = ForwardModes.Parse(forward) };
        }

        configuration = configuration with { Array = _format.Read(arguments, configuration.Array) };
        configuration = configuration with { Training = _noise.Read(arguments, configuration.Training) };
        var (train, test) = Counts(arguments);
        return new EvalSettings(
            folder, configuration, Cells(arguments, configuration), Chips(arguments, configuration), _weights.Read(arguments, folder, configuration),
            Out(arguments, folder), _json.Read(arguments), train, test);
    }

    /// <inheritdoc/>
    protected override int Execute(EvalSettings settings, Session session)
    {
        var evaluation = new NetworkEvaluation(settings, session);
        session.Screen.Text.WriteLine($"cells   {settings.Cells}");
        session.Screen.Text.WriteLine($"data    {evaluation.Data}");
        if (settings.Chips == 1)
        {
            var result = evaluation.Run(settings.Configuration.Array.Imperfections.Seed);
            Tell(result, session);
            settings.Json?.Write(result, session.Screen);
            if (settings.Out is not null)
            {
                FolderReport.Write(settings.Out, result, session.Screen);
                FolderReport.Tell(settings.Out, session.Screen);
            }
        }
        else
        {
            var first = settings.Configuration.Array.Imperfections.Seed;
            var result = SeedsResult.OfChips([.. Enumerable.Range(first, settings.Chips).Select(evaluation.Run)], evaluation.OwnChip);
            SeedsText.WriteChips(session.Screen, result);
            settings.Json?.Write(result, session.Screen);
        }

        return ExitCode.Done;
    }

    private static void Tell(TrainResult result, Session session)
    {
        ShareText.Write(session);
        AccuracyText.Write(session.Screen, result.ClassNames, [.. result.Rows]);
        if (result.Board is { } time)
        {
            session.Screen.Text.WriteLine($"time    {PlanText.Spent(time)}");
            if (time.Mended > 0)
            {
                session.Screen.Text.WriteLine($"link    {PlanText.Mended(time)}");
            }
        }
    }

    // Which cells the network is tried on: its own, its own but for some options, or others.
    private string Cells(ParseResult arguments, RunSettings configuration)
    {
        string[] given = [.. _device.GivenCells(arguments), .. _format.Given(arguments)];
        var words = configuration.Array.Imperfections.IsIdeal ? "ideal" : CellsInWords.Of(configuration.Array, 0, 0);
        return DeviceName.Parse(configuration.Device).Devices is [DeviceName.Twin(var folder), ..] ? $"those measured in {folder}"
            : given.Length == 0 ? $"the run's own: {words}"
            : given.Contains("--imperfections") ? $"other than the run's: {words}"
            : $"the run's own, but for {string.Join(' ', given)}: {words}";
    }

    private int Chips(ParseResult arguments, RunSettings configuration)
    {
        var chips = arguments.GetValue(_chips);
        InvalidSettingException.ThrowIfOutside("number of chips", chips, 1, 10_000, "--chips");
        if (chips > 1 && (configuration.Array.Imperfections is { HasIdealCells: true } or { Measured: not null }
            || DeviceName.Parse(configuration.Device).Devices.Any(device => device is DeviceName.Twin)))
        {
            throw new InvalidSettingException("All chips of these cells are alike; give cells that are drawn, such as --mismatch 0.3, or leave out --chips.");
        }

        return chips > 1 && arguments.GetValue(_out) is not null
            ? throw new InvalidSettingException("--out keeps the result of one chip; leave it out with --chips, or take --json.")
            : chips;
    }

    private (int Train, int Test) Counts(ParseResult arguments)
    {
        var (train, test) = (arguments.GetValue(_trainImages), arguments.GetValue(_testImages));
        InvalidSettingException.ThrowIfOutside("number of training images", train, 0, int.MaxValue, "--train-images");
        InvalidSettingException.ThrowIfOutside("number of test images", test, 0, int.MaxValue, "--test-images");
        return (train, test);
    }

    private string? Out(ParseResult arguments, string run) => arguments.GetValue(_out) switch
    {
        { } folder when Path.GetFullPath(folder) == Path.GetFullPath(run) => throw new InvalidSettingException(
            $"{folder} holds the run itself; name another folder with --out."),
        { } folder when File.Exists(RunFolder.Configuration(folder)) => throw new InvalidSettingException(
            $"{folder} holds a run, whose weights and result are kept; name another folder with --out."),
        var folder => folder,
    };
}
