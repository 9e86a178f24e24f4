using System.CommandLine;
using FhnHw.Host.Commands.Options;
using FhnHw.Host.Commands.Output;
using FhnHw.Host.Commands.Reports;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Commands;

/// <summary>What <c>trace</c> was told.</summary>
/// <param name="Device">The array.</param>
/// <param name="Array">What it is made for; its levels hold the one current.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record TraceSettings(DeviceName Device, ArraySettings Array, JsonFile? Json);

/// <summary><c>trace</c>: x of one cell over time, for one constant current.</summary>
internal sealed class TraceCommand : ProgramCommand<TraceSettings>
{
    private readonly Option<double> _current = Make.RequiredReal("--current", "I", "the constant current I of the equations");
    private readonly DeviceOption _device = new();
    private readonly WindowOptions _window = new();
    private readonly CellOptions _cell = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public TraceCommand() : base(
        "trace", "x of one cell over time, for one constant current",
        "fhnhw trace --current -0.5",
        "fhnhw trace --current -0.5 --device float --stride 1 --json trace.json")
    {
        Add(_current);
        Add(_device);
        Add(_window);
        Add(_cell);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override TraceSettings Read(ParseResult arguments)
    {
        var format = _cell.Format(arguments);
        var levels = CurrentLevels.Of(arguments.GetValue(_current));
        var array = new ArraySettings(format, _cell.Parameters(arguments), levels, _window.Read(arguments, format));
        return new TraceSettings(_device.Read(arguments), array, _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(TraceSettings settings, Session session)
    {
        using var array = CellArrays.Create(settings.Device, settings.Array);
        var trace = TraceResult.Of(array, session);
        TraceText.Write(trace, session.Screen);
        settings.Json?.Write(trace, session.Screen);
        return ExitCode.Done;
    }
}
