using System.CommandLine;
using FhnHw.Boards.Devices;
using FhnHw.Boards.Lines;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.OpenCl;
using Spectre.Console;

namespace FhnHw.Host.Commands.Setup;

/// <summary>What <c>devices</c> was told.</summary>
/// <param name="Measure">True where OpenCL devices are to be measured anew.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record DevicesSettings(bool Measure, JsonFile? Json);

/// <summary>One device, as <c>devices --json</c> writes it.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Kind">What sort of array it is.</param>
/// <param name="Hardware">What computes.</param>
/// <param name="Standard">True for the device that runs where none is named.</param>
/// <param name="Description">What it says of itself at the standard settings; null where it cannot be opened.</param>
/// <param name="Problem">Why it cannot be opened, or null.</param>
/// <param name="Tuning">In which form an OpenCL device runs the usual cells and why; null for other devices.</param>
internal sealed record DeviceLine(
    string Name, string Kind, string Hardware, bool Standard, ArrayDescription? Description, string? Problem, string? Tuning);

/// <summary>The devices, as <c>devices --json</c> writes them.</summary>
/// <param name="Devices">One line a device.</param>
/// <param name="Adapters">One line a serial port on USB, behind which a board may be.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record DevicesResult(IReadOnlyList<DeviceLine> Devices, IReadOnlyList<AdapterLine> Adapters, Provenance Provenance);

/// <summary>One serial port on USB, as <c>devices --json</c> writes it.</summary>
/// <param name="Name">Its name on the command line, which stays the same wherever it is plugged in, if it has a serial number.</param>
/// <param name="Port">What it is called now.</param>
/// <param name="Number">The adapter's serial number; empty where it has none.</param>
/// <param name="Socket">Where it is plugged in, as the kernel counts.</param>
/// <param name="Title">Maker and product.</param>
internal sealed record AdapterLine(string Name, string Port, string Number, string Socket, string Title);

/// <summary><c>devices</c>: the arrays at hand, and which one runs where none is named.</summary>
internal sealed class DevicesCommand : ProgramCommand<DevicesSettings>
{
    private readonly Option<bool> _measure = Make.Flag("--measure", "measure OpenCL devices anew: which is fastest, and in which form of the kernels");
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public DevicesCommand() : base("devices", "list the devices that can run cells", "fhnhw devices", "fhnhw devices --measure")
    {
        Add(_measure);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override DevicesSettings Read(ParseResult arguments) => new(arguments.GetValue(_measure), _json.Read(arguments));

    /// <inheritdoc/>
    protected override int Execute(DevicesSettings settings, Session session)
    {
        if (settings.Measure)
        {
            TuningFolder.Forget();
        }

        var best = DeviceCatalog.Best();
        DeviceLine[] lines = [.. DeviceCatalog.List().Select(entry => Open(entry, entry.Name == best))];
        Write(lines, session.Screen);
        var adapters = new UsbAdapters().List();
        AdapterLine[] ports =
            [.. adapters.Select(one => new AdapterLine(UsbAdapters.NameOf(one, adapters), one.Port, one.Number, one.BusPath, one.Title))];
        Write(ports, session.Screen);
        var opened = lines.Select(line => line.Description).OfType<ArrayDescription>().ToArray();
        settings.Json?.Write(new DevicesResult(lines, ports, session.Provenance(opened)), session.Screen);
        return ExitCode.Done;
    }

    private static DeviceLine Open(DeviceEntry entry, bool standard)
    {
        ArrayDescription? description = null;
        string? problem = null;
        try
        {
            description = CellArrays.Describe(entry.Name, EqualityToStep.ShortSettings);
        }
        catch (Exception exception) when (exception is DeviceMissingException or DeviceLostException)
        {
            problem = Explanation.Of(exception);
        }

        var tuning = description is null ? null : DeviceCatalog.Explain(entry.Name);
        return new DeviceLine(entry.Name.ToString(), entry.Kind, entry.Hardware, standard, description, problem, tuning);
    }

    private static void Write(AdapterLine[] ports, Screen screen)
    {
        if (ports.Length == 0)
        {
            return;
        }

        var table = new Table().AddColumns("adapter", "port now", "socket", "what it is");
        foreach (var port in ports)
        {
            table.AddRow(Markup.Escape(port.Name), port.Port, port.Socket, Markup.Escape(port.Title));
        }

        screen.Text.WriteLine();
        screen.Write(table);
    }

    private static void Write(DeviceLine[] lines, Screen screen)
    {
        var table = new Table().AddColumns("device", "kind", "hardware", "kernel", "");
        foreach (var line in lines)
        {
            table.AddRow(
                line.Name, line.Kind, Markup.Escape(line.Hardware), Markup.Escape(line.Description?.Kernel ?? line.Problem!),
                line.Standard ? "standard" : "");
        }

        screen.Write(table);
        screen.Text.WriteLine();
        foreach (var line in lines.Where(line => line.Tuning is not null))
        {
            screen.Text.WriteLine($"{line.Name}: {line.Tuning}.");
        }

        foreach (var driver in OpenClDevices.Drivers.Where(driver => driver.IsHarmful))
        {
            screen.Text.WriteLine($"{driver.Driver} is left out: it {driver.Problem}.");
        }

        screen.Text.WriteLine($"Every form: {DeviceName.Forms}.");
        screen.Text.WriteLine(
            "A board is named serial:PATH[@BAUD], serial:usb:NUMBER or tcp:HOST:PORT, and the simulated board sim; 'fhnhw board --help' tells more.");
        screen.Text.WriteLine("hostile:SEED:BOARD is a board on a line that goes wrong on purpose, sim:fault:KIND a simulated board that does.");
        screen.Text.WriteLine("Several devices share a run as A+B, such as cpu+opencl or tcp:a:5331+tcp:b:5331; the bits are those of one of them.");
        screen.Text.WriteLine("The standard device runs where no --device is given: the fastest of OpenCL. 'fhnhw doctor' tests each of them.");
    }
}
