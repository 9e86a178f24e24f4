using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Substituting;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>What <c>substitute</c> was told.</summary>
/// <param name="Device">The array.</param>
/// <param name="Arrays">What it is made for, one a gamma.</param>
/// <param name="Data">The images.</param>
/// <param name="Plain">How the plain network is trained.</param>
/// <param name="Weights">File with a trained plain network, or null to train one.</param>
/// <param name="Forward">Response table or stream.</param>
/// <param name="Folder">Where result and plain weights are kept, or null.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record SubstituteSettings(
    DeviceName Device, IReadOnlyList<ArraySettings> Arrays, DataChoice Data, TrainingOptions Plain,
    string? Weights, ForwardMode Forward, string? Folder, JsonFile? Json);

/// <summary><c>substitute</c>: puts cells in the place of a trained network's hidden neurons, without retraining (section 3 of the paper).</summary>
internal sealed class SubstituteCommand : ProgramCommand<SubstituteSettings>
{
    private readonly Option<string?> _gamma = Make.Text("--gamma", "G[,G...]", Make.Told("gains from tanh to current", "-0.5,-1,0.5, Table 1 of the paper"));
    private readonly Option<int> _bits = Make.Whole("--current-bits", "D", "bits of a current code, 2 to 16", CurrentCodes.UsualBits);
    private readonly Option<double> _transient = Make.Real("--transient", "T", "time units before recording", 1000);
    private readonly Option<double> _record = Make.Real("--record", "T", "time units that are recorded", Window.UsualRecord);
    private readonly Option<int> _stride = Make.Whole("--stride", "N", "steps from one sample to the next", Window.UsualStride);
    private readonly Option<string?> _weights = Make.Text("--weights", "FILE", "a trained network of sigmoids (.npz, docs/export.md), instead of training one");
    private readonly Option<string?> _forward = Make.Text(
        "--forward", "table|stream", Make.Told("look responses up, or run every image", "table where cells are deterministic"));
    private readonly Option<string?> _out = Make.Text("--out", "DIR", "keep the result, its report.html and the plain network in this folder");
    private readonly TrainingOptionGroup _training = new(Substitution.PlainTraining, plain: true);
    private readonly DeviceOption _device = new();
    private readonly DataOptions _data = new();
    private readonly CellOptions _cell = new();
    private readonly SeedOption _seed = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public SubstituteCommand() : base(
        "substitute", "put cells in the place of a trained network's hidden neurons, without retraining",
        "fhnhw substitute",
        "fhnhw substitute --gamma -1 --device opencl --json substitute.json")
    {
        Add(_gamma);
        Add(_device);
        Add(_data);
        Add(_training);
        Add(_weights);
        Add(_forward);
        Add(_bits);
        Add(_transient);
        Add(_record);
        Add(_stride);
        Add(_cell);
        Add(_seed);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override SubstituteSettings Read(ParseResult arguments)
    {
        var format = _cell.Format(arguments);
        var window = Window.OfTime(format, arguments.GetValue(_transient), arguments.GetValue(_record), arguments.GetValue(_stride));
        var gammas = Gammas(arguments.GetValue(_gamma) ?? "-0.5,-1,0.5");
        var plain = _training.Read(arguments, Substitution.PlainTraining, _seed.Read(arguments));
        return new SubstituteSettings(
            _device.Read(arguments),
            [.. gammas.Select(gamma => new ArraySettings(
                format, _cell.Parameters(arguments), CurrentCodes.OfBits(arguments.GetValue(_bits), gamma), window))],
            _data.Read(arguments, Preset.Of("default")), plain, arguments.GetValue(_weights),
            ForwardModes.Parse(arguments.GetValue(_forward)), arguments.GetValue(_out), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(SubstituteSettings settings, Session session)
    {
        using var hold = settings.Folder is null ? null : RunFolder.Hold(settings.Folder);
        if (settings.Folder is not null)
        {
            RunFolder.CheckFree(settings.Folder);
        }

        var data = DataOptions.Load(settings.Data, settings.Plain.Seed, session);
        session.Screen.Text.WriteLine($"data    {data}");
        var weights = settings.Weights is { } file ? NetworkFromElsewhere.Read(file, data, session.Cancellation) : TrainPlain(settings, data, session);
        var plainTrain = Substitution.PlainAccuracy(weights, data.Train, session.Cancellation);
        var plainTest = Substitution.PlainAccuracy(weights, data.Test, session.Cancellation);
        var (rows, devices) = (new SubstituteRow[settings.Arrays.Count], new ArrayDescription[settings.Arrays.Count]);
        HiddenCells? known = null; // those before: gammas of opposite signs have the same input words, so they come one after the other
        foreach (var (place, array) in settings.Arrays.Index().OrderBy(one => Math.Abs(one.Item.Codes.Gamma)))
        {
            using var device = session.OpenDevice(settings.Device, array, weights.Hidden);
            device.RequireReadout();
            devices[place] = device.Array.Describe();
            known = known?.On(device.Array);
            if (known is null)
            {
                PlanText.WriteLine(device, Nonlinearity.Linear, settings.Forward, weights.Hidden, data.Test.Count + data.Train.Count, session.Screen);
                known = new HiddenCells(device.Array, Nonlinearity.Linear, settings.Forward);
            }

            rows[place] = Substitution.Run(weights, known, data, session.Cancellation);
        }

        session.Screen.Text.WriteLine($"device  {devices[0]}");
        Write(session.Screen, plainTrain, plainTest, rows);
        var forward = ForwardModes.Resolve(settings.Forward, devices[0]) == ForwardMode.Table ? "table" : "stream";
        var first = rows[0];
        var result = new SubstituteResult(
            first.Gamma, first.Train.Vote, first.Test.Vote, first.Test.PerClass, first.Train.PerClass, plainTrain, plainTest, rows,
            devices[0].Name, forward, data.ToString(), session.Provenance(devices, settings.Plain.Seed));
        settings.Json?.Write(result, session.Screen);
        if (settings.Folder is { } folder)
        {
            WeightsFile.Write(RunFolder.Weights(folder), weights);
            FolderReport.Write(folder, result, session.Screen);
            FolderReport.Tell(folder, session.Screen);
        }

        return ExitCode.Done;
    }

    private static NetworkWeights TrainPlain(SubstituteSettings settings, DataSet data, Session session) =>
        session.Screen.Follow("training the plain network", (long)settings.Plain.Epochs * data.Train.Count, report => Substitution.TrainPlain(
            settings.Plain, data.Train,
            progress => report(
                ((long)(progress.Epoch - 1) * progress.Images) + progress.Done, $"plain network, epoch {progress.Epoch}/{settings.Plain.Epochs}"),
            session.Cancellation));

    private static void Write(Screen screen, double plainTrain, double plainTest, IReadOnlyList<SubstituteRow> rows)
    {
        ClassTable.Write(screen, ["gamma", "train %", "test %"],
        [
            (["plain", Number(plainTrain), Number(plainTest)], []),
            .. rows.Select(row => (
                new[] { row.Gamma.ToString(CultureInfo.InvariantCulture), Number(row.Train.Vote), Number(row.Test.Vote) }, row.Test.PerClass)),
        ]);
        screen.Text.WriteLine("Accuracy by vote, percent; columns 0, 1, ... are the classes of the test images.");
    }

    private static string Number(double percent) => ClassTable.Percent(percent, 1);

    private static double[] Gammas(string text) => [.. text.Split(',').Select(part =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var gamma)
            ? gamma
            : throw new InvalidSettingException($"'{part}' is no gamma; give numbers such as -0.5,-1."))];
}
