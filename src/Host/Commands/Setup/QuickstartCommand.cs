using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands.Networks;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Setup;

/// <summary>What <c>quickstart</c> was told.</summary>
/// <param name="Configuration">The training run.</param>
/// <param name="Folder">Where it is kept; null for the usual folder.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record QuickstartSettings(RunSettings Configuration, string? Folder, JsonFile? Json);

/// <summary>What <c>quickstart</c> writes as JSON.</summary>
/// <param name="Trained">The network trained through the device.</param>
/// <param name="FloatTest">The same weights on floating-point cells.</param>
/// <param name="Equal">True where the device is bit-exact with the cpu array, for every code and step.</param>
/// <param name="Codes">Codes compared.</param>
/// <param name="Board">The simulated board in the loop.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record QuickstartResult(
    TrainResult Trained, Accuracy FloatTest, bool Equal, int Codes, QuickstartBoardResult Board, Provenance Provenance);

/// <summary>
/// <c>quickstart</c>: trains in the loop on the best device, compares with floating point, proves that the device is bit-exact, and trains with the
/// simulated board.
/// </summary>
internal sealed class QuickstartCommand : ProgramCommand<QuickstartSettings>
{
    private const int Epochs = 6;

    private readonly DeviceOption _device = new();
    private readonly DataOptions _data = new();
    private readonly SeedOption _seed = new();
    private readonly Option<string?> _out = Make.Text(
        "--out", "DIR", Make.Told("keep the trained network and its report in this folder", "runs/quickstart, or runs/quickstart-2 where that is taken"));
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public QuickstartCommand() : base(
        "quickstart", "train, compare with floating point and prove the cells bit-exact, in a minute",
        "fhnhw quickstart",
        "fhnhw quickstart --data builtin --device cpu")
    {
        Add(_device);
        Add(_data);
        Add(_seed);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override QuickstartSettings Read(ParseResult arguments)
    {
        var preset = Preset.Of("default");
        var data = _data.Read(arguments, preset);
        var configuration = new RunSettings
        {
            Device = _device.Read(arguments).ToString(),
            Data = data.Place,
            TrainImages = data.TrainImages,
            TestImages = data.TestImages,
            Surrogate = preset.Surrogate,
            Array = ArraySettings.Usual with { Codes = CurrentCodes.OfBits(gamma: preset.Gamma) },
            Training = preset.Training with { Epochs = Epochs, Seed = _seed.Read(arguments) },
        };
        return new QuickstartSettings(configuration, arguments.GetValue(_out), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(QuickstartSettings settings, Session session)
    {
        var text = session.Screen.Text;
        var folder = settings.Folder ?? QuickstartFolder.Free();
        text.WriteLine("1. Train a network with FitzHugh-Nagumo neurons (cells) in its hidden layer.");
        var trained = TrainCommand.Train(
            new TrainSettings(settings.Configuration, folder, false, null), session, out var weights, out var data);
        text.WriteLine();

        text.WriteLine("2. The same weights on floating-point cells (double RK4).");
        using var array = session.Open(DeviceName.Parse(settings.Configuration.Device), settings.Configuration.Array);
        using var real = session.Open(new DeviceName.FloatingPoint(), settings.Configuration.Array);
        var nonlinearity = settings.Configuration.Training.Nonlinearity;
        var cells = new HiddenCells(real, nonlinearity, ForwardMode.Table);
        var floating = Evaluator.Run(weights, cells, data.Test, cancellation: session.Cancellation);
        AccuracyText.Write(session.Screen, null, [new(array.Describe().Name, trained.Test!), new("float", floating)]);
        text.WriteLine();

        text.WriteLine("3. Is the device bit-exact with the reference (cpu)?");
        var check = new EqualityCheck(
            wanted => session.OpenBare(new DeviceName.Cpu(), wanted),
            wanted => session.OpenBare(DeviceName.Parse(settings.Configuration.Device), wanted),
            settings.Configuration.Array, settings.Configuration.Training.Seed);
        var report = session.Screen.Progress("comparing", check.TotalWork, progress => check.Run(progress, session.Cancellation));
        var compared = array.Describe().Name == "cpu" ? "cpu, run twice" : $"{array.Describe().Name} and cpu";
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{compared}, all {settings.Configuration.Array.Codes.Count} current codes, every step of the window: "
            + $"{(report.Equal ? "bit-exact" : "DIFFERENT")}."));
        text.WriteLine();
        text.WriteLine("4. The FPGA board's Verilog, simulated behind a pseudo-terminal, in the loop of a short training.");
        var board = QuickstartBoard.Run(settings.Configuration, data, session);
        text.WriteLine();
        text.WriteLine("Next: 'fhnhw train --preset best --out runs/best' (a minute; MNIST reaches 98.9 %), 'fhnhw trace --current -0.5', 'fhnhw --help'.");
        if (folder is not null)
        {
            text.WriteLine($"To look at: {ReportFolder.Page(folder)}, what the network and its cells do, in a browser.");
        }

        var provenance = session.Provenance([array.Describe(), real.Describe()], settings.Configuration.Training.Seed);
        settings.Json?.Write(
            new QuickstartResult(trained, floating, report.Equal, settings.Configuration.Array.Codes.Count, board, provenance), session.Screen);
        return report.Equal && board.Equal ? ExitCode.Done : ExitCode.CheckFailed;
    }
}
