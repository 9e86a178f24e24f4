using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Options;

/// <summary>Cells for a trained network: those of its run, unless others are given.</summary>
internal sealed class RunDeviceOptions : OptionGroup
{
    private readonly Option<string?> _device = Make.Text(
        "--device", "D", Make.Told(DeviceName.Usual, "the run's"), DeviceName.Completed);

    private readonly ImperfectionOptions _imperfections = new("the run's");
    private readonly SimulatorOptions _simulator = new();
    private readonly ReconnectOption _reconnect = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_device, .. _imperfections.Members, .. _simulator.Members, .. _reconnect.Members];

    /// <summary>The options that change the run's cells, as they were given: <c>--dead</c>, <c>--cells-seed</c>.</summary>
    public IReadOnlyList<string> GivenCells(ParseResult arguments) => [.. _imperfections.Given(arguments).Select(option => option.Name)];

    /// <summary>The cells' imperfections where there is no run.</summary>
    public Imperfections Cells(ParseResult arguments) => _imperfections.Read(arguments);

    /// <summary>A device that is named as an argument, without a run.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="device">The device.</param>
    /// <exception cref="InvalidSettingException">It is named with --device too.</exception>
    public DeviceName ReadAlone(ParseResult arguments, DeviceName device)
    {
        _reconnect.Read(arguments);
        return arguments.GetValue(_device) is null ? _simulator.Apply(arguments, device) : throw new InvalidSettingException(
            $"--device is for a run, and '{device}' is a device; leave out --device, or give a run's folder.");
    }

    /// <summary>The configuration of the run with the cells that were given: single options change the run's own.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="folder">The folder of the run.</param>
    public RunSettings Read(ParseResult arguments, string folder)
    {
        _reconnect.Read(arguments);
        var configuration = RunSettings.Read(RunFolder.Configuration(folder));
        var device = DeviceName.Parse(arguments.GetValue(_device) ?? configuration.Device);
        configuration = configuration with { Device = _simulator.Apply(arguments, device).ToString() };
        var own = configuration.Array.Imperfections;

        // A twin has the cells of its calibration, so the run's imperfections go.
        var standard = device.Devices.Any(one => one is DeviceName.Twin) ? Imperfections.Ideal : own;
        var cells = _imperfections.Given(arguments).Any() ? _imperfections.Read(arguments, standard) : standard;
        return configuration with { Array = configuration.Array with { Imperfections = cells } };
    }
}
