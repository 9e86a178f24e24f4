using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Benchmark;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Host.Commands.Cells;

/// <summary>What <c>bench</c> was told.</summary>
/// <param name="Devices">The arrays to measure.</param>
/// <param name="Array">What they are made for.</param>
/// <param name="Quick">True for a short measurement.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
/// <param name="Speed">Peers and growth, which are measured in the place of the devices' table; null for neither.</param>
internal sealed record BenchSettings(IReadOnlyList<DeviceName> Devices, ArraySettings Array, bool Quick, JsonFile? Json, SpeedChoice? Speed);

/// <summary><c>bench</c>: how many neuron-steps a second each device does, also beside other programs.</summary>
internal sealed class BenchCommand : ProgramCommand<BenchSettings>
{
    private readonly Option<string?> _device = Make.Text(
        "--device", "D", Make.Told($"measure this device only: {DeviceName.Usual}, each and both are measured", "every device"));
    private readonly Option<bool> _quick = Make.Flag("--quick", "measure a few seconds a device, for a first look");
    private readonly ArrayOptions _array = new();
    private readonly SimulatorOptions _simulator = new();
    private readonly ReconnectOption _reconnect = new();
    private readonly JsonOption _json = new();
    private readonly SpeedOptions _speed = new();

    /// <summary>Declares the options.</summary>
    public BenchCommand() : base(
        "bench", "measure how many neuron-steps a second each device does, also beside other programs",
        "fhnhw bench --quick",
        "fhnhw bench --device cpu --imperfections lab",
        "fhnhw bench --device cpu --json bench.json",
        "fhnhw bench --peers --scaling --out runs/speed",
        "fhnhw bench --peers numpy,odeint --device cpu")
    {
        Add(_device);
        Add(_quick);
        Add(_speed);
        Add(_array);
        Add(_simulator);
        Add(_reconnect);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BenchSettings Read(ParseResult arguments)
    {
        _reconnect.Read(arguments);
        var array = _array.Read(arguments);
        var quick = arguments.GetValue(_quick);
        var speed = _speed.Read(arguments, array, quick);
        return new BenchSettings(
            arguments.GetValue(_device) is { } name
                ? EachAndAll(_simulator.Apply(arguments, DeviceName.Parse(name)))
                : [.. (speed is null ? Devices(array) : Fastest()).Select(device => _simulator.Apply(arguments, device))],
            array, quick, _json.Read(arguments), speed);
    }

    /// <inheritdoc/>
    protected override int Execute(BenchSettings settings, Session session)
    {
        if (settings.Speed is { } speed)
        {
            return new SpeedStudy(settings, speed, session).Execute();
        }

        var load = MachineLoad.Now();
        var descriptions = settings.Devices.Select(device => session.Describe(device, settings.Array)).ToArray();
        var total = Arrays(settings).Sum(array => (long)BenchSuite.RowsOf(array)) * settings.Devices.Count;
        var rows = session.Screen.Progress("measuring", total, progress => Measure(settings, session, progress));
        var result = new BenchResult(rows, load, settings.Quick, session.Provenance(descriptions));
        BenchText.Write(result, session.Screen);
        settings.Json?.Write(result, session.Screen);
        return ExitCode.Done;
    }

    // Of a group each device is measured alone, and then all together.
    private static IReadOnlyList<DeviceName> EachAndAll(DeviceName device) =>
        device is DeviceName.Group group ? [.. group.Devices.DistinctBy(one => one.ToString()), group] : [device];

    // Devices that cannot have the imperfections asked for are left out, such as the floating-point array where there is noise.
    private static IEnumerable<DeviceName> Devices(ArraySettings array) => DeviceCatalog.List().Select(entry => entry.Name)
        .Where(name => CellArrays.ImperfectionsOf(name).HasFlag(array.Imperfections.Kinds));

    // The two that people run: the cpu array, and the best device of OpenCL where there is one.
    private static IEnumerable<DeviceName> Fastest() => new[] { new DeviceName.Cpu(), DeviceCatalog.Best() }.Distinct();

    private static List<BenchRow> Measure(BenchSettings settings, Session session, Action<long> progress)
    {
        var rows = new List<BenchRow>();
        foreach (var device in settings.Devices)
        {
            foreach (var array in Arrays(settings))
            {
                var suite = new BenchSuite(
                    made => session.OpenBare(device, made), array, settings.Quick ? BenchEffort.Quick : BenchEffort.Full);
                foreach (var row in suite.Run(session.Cancellation))
                {
                    rows.Add(row);
                    progress(rows.Count);
                }
            }
        }

        return rows;
    }

    // Where imperfect cells are asked for, ideal ones are measured too, so that both stand in one table.
    private static ArraySettings[] Arrays(BenchSettings settings) => settings.Array.Imperfections.IsIdeal
        ? [settings.Array]
        : [settings.Array with { Imperfections = Imperfections.Ideal, Cells = 1 }, settings.Array];
}
