using System.CommandLine;
using FhnHw.Boards.Fpga;
using FhnHw.Boards.Simulation;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary>
/// <c>--array</c>, <c>--lanes</c> and <c>--cells</c>: which array the simulated board holds. The device's name then says the same, so that a run
/// folder keeps it.
/// </summary>
internal sealed class SimulatorOptions : OptionGroup
{
    private readonly ArraySizeOptions _size = new(
        Make.Told("lanes of '--device sim', a power of two", $"{SimulatorSettings.UsualLanes}"),
        Make.Told($"cells of '--device sim --array parallel', 2 to {BoardVariant.MostCells}", $"{DeviceName.Simulator.UsualCells}"));

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => _size.Members;

    /// <summary>Of two devices, the simulated boards with the array that was asked for.</summary>
    /// <exception cref="InvalidSettingException">An array was asked for and neither is a simulated board, or one says another.</exception>
    public (DeviceName A, DeviceName B) Apply(ParseResult arguments, DeviceName a, DeviceName b) => (
        a is DeviceName.Simulator || b is not DeviceName.Simulator ? Apply(arguments, a) : a,
        b is DeviceName.Simulator ? Apply(arguments, b) : b);

    /// <summary>The device with the array that was asked for.</summary>
    /// <exception cref="InvalidSettingException">An array was asked for and the device is no simulated board, or says another.</exception>
    public DeviceName Apply(ParseResult arguments, DeviceName device)
    {
        var size = _size.Read(arguments);
        if (size.Given && device is DeviceName.Group && device.Devices.Any(one => one is DeviceName.Simulator))
        {
            return device.Change(one => one is DeviceName.Simulator ? Apply(arguments, one) : one);
        }

        return !size.Given ? device
            : device is DeviceName.Simulator { Parallel: false, Lanes: null } simulator
                ? simulator with { Parallel = size.Parallel, Lanes = size.Number, Rtl = false }
                : throw new InvalidSettingException(device is DeviceName.Simulator
                    ? $"'{device}' says already which array it holds; leave out {ArraySizeOptions.Names}, or give '--device sim'."
                    : $"{ArraySizeOptions.Names} are for the simulated board, and the device is '{device}'; leave them out, or give '--device sim'.");
    }
}
