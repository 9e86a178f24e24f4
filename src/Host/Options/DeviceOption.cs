using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;

namespace FhnHw.Host.Options;

/// <summary><c>--device</c>: which array runs; with it <c>--array</c>, <c>--lanes</c>, <c>--cells</c> and <c>--reconnect</c>.</summary>
internal sealed class DeviceOption : OptionGroup
{
    private readonly Option<string?> _device = Make.Text("--device", "D",
        Make.Told(DeviceName.Usual, "the fastest OpenCL device, else cpu"), DeviceName.Completed);

    private readonly SimulatorOptions _simulator = new();
    private readonly ReconnectOption _reconnect = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_device, .. _simulator.Members, .. _reconnect.Members];

    /// <summary>The device that was named, or the best one at hand.</summary>
    public DeviceName Read(ParseResult arguments)
    {
        _reconnect.Read(arguments);
        return _simulator.Apply(arguments, arguments.GetValue(_device) is { } name ? DeviceName.Parse(name) : DeviceCatalog.Best());
    }
}
