using System.CommandLine;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Cells;

/// <summary>What <c>verify</c> was told.</summary>
/// <param name="A">The array that gives what is expected.</param>
/// <param name="B">The array that is checked against it.</param>
/// <param name="Array">What both are made for.</param>
/// <param name="Seed">Seed of readout weights and images.</param>
/// <param name="Vcd">Where the waveform around a first difference goes, or null.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record VerifySettings(DeviceName A, DeviceName B, ArraySettings Array, int Seed, string? Vcd, JsonFile? Json);

/// <summary><c>verify</c>: proves by exhaustion that two arrays are bit-exact.</summary>
internal sealed class VerifyCommand : ProgramCommand<VerifySettings>
{
    private readonly Argument<string> _a = new Argument<string>("A") { Description = "the device that gives what is expected" }.OfDevices();
    private readonly Argument<string> _b = new Argument<string>("B")
    {
        Description = "the device that is checked; the same as A shows that it repeats itself",
    }.OfDevices();

    private readonly ArrayOptions _array = new();
    private readonly SeedOption _seed = new();
    private readonly Option<string?> _vcd = Make.Text("--vcd", "FILE", "write x around the first difference as a waveform (GTKWave and others)");
    private readonly SimulatorOptions _simulator = new();
    private readonly ReconnectOption _reconnect = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public VerifyCommand() : base(
        "verify", "prove that two devices are bit-exact, for every current code at every step",
        "fhnhw verify cpu opencl",
        "fhnhw verify cpu opencl:0:0 --bits 8 --extra-bits 4",
        "fhnhw verify cpu opencl --imperfections harsh",
        "fhnhw verify cpu sim --vcd difference.vcd")
    {
        Add(_a);
        Add(_b);
        Add(_array);
        Add(_seed);
        Add(_vcd);
        Add(_simulator);
        Add(_reconnect);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override VerifySettings Read(ParseResult arguments)
    {
        _reconnect.Read(arguments);
        var (a, b) = _simulator.Apply(arguments, FixedPoint(arguments.GetValue(_a)!), FixedPoint(arguments.GetValue(_b)!));
        return new VerifySettings(
            a, b,
            _array.Read(arguments), _seed.Read(arguments), arguments.GetValue(_vcd), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(VerifySettings settings, Session session)
    {
        var check = new EqualityCheck(Create(settings.A, session), Create(settings.B, session), settings.Array, settings.Seed);
        var devices = new[] { session.Describe(settings.A, settings.Array), session.Describe(settings.B, settings.Array) };
        VerifyText.WriteDevices(devices, settings.Array, Replaced(settings.A, settings.B, settings.Array), session.Screen);
        var report = session.Screen.Progress("comparing", check.TotalWork, progress => check.Run(progress, session.Cancellation));
        VerifyText.Write(report, session.Screen);
        WriteWave(report, settings, session.Screen);
        settings.Json?.Write(VerifyResult.Of(report, session.Provenance(devices, settings.Seed)), session.Screen);
        return report.Equal ? ExitCode.Done : ExitCode.CheckFailed;
    }

    /// <summary>
    /// The simulated board among two devices that has modules of its own for lanes of equal cells (docs/boards.md), where an edit of hdl/rtl's step is not
    /// seen; null where there is none.
    /// </summary>
    /// <param name="a">A device.</param>
    /// <param name="b">The other.</param>
    /// <param name="array">What both are made for.</param>
    internal static DeviceName? Replaced(DeviceName a, DeviceName b, ArraySettings array) => array.HasPerCellParameters ? null
        : a.Devices.Concat(b.Devices)
            .FirstOrDefault(device => device is DeviceName.Simulator { Rtl: false, Parallel: false, PerCell: false, Waveform: null });

    private static void WriteWave(EqualityReport report, VerifySettings settings, Screen screen)
    {
        if (settings.Vcd is not { } path || report.Wave is not { } wave)
        {
            return;
        }

        var first = report.FirstDifference!;
        var bits = settings.Array.Format.WordBits;
        var title =
            $"X of cell {first.Cell} around step {first.Step}, where {settings.B} first differs from {settings.A}; one unit of time is one step";
        VcdFile.Write(path, title, "fhnhw", wave.FirstStep,
        [
            new VcdSignal("X_expected", bits, wave.Expected),
            new VcdSignal("X_got", bits, wave.Got),
            new VcdSignal("differs", 1, [.. wave.Expected.Zip(wave.Got, (a, b) => a == b ? 0 : 1)]),
        ]);
        screen.Text.WriteLine($"waveform  {path}");
    }

    private static DeviceName FixedPoint(string text) => DeviceName.Parse(text) is var name && !name.Devices.Any(device => device is DeviceName.FloatingPoint)
        ? name
        : throw new InvalidSettingException(
            "'float' is no fixed-point device, so nothing is bit-exact with it; "
            + "give two of cpu, opencl, opencl:P:D, sim, serial:PATH and tcp:HOST:PORT.");

    private static Func<ArraySettings, ICellArray> Create(DeviceName name, Session session) => settings => session.OpenBare(name, settings);
}
