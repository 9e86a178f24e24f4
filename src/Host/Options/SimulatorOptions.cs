using System.CommandLine;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary><c>--array</c> and <c>--lanes</c>: which array the simulated board holds. The device's name says the same, so that a run folder keeps it.</summary>
internal sealed class SimulatorOptions : OptionGroup
{
    private readonly ArrayOption _array = new();
    private readonly Option<int?> _lanes = Make.MaybeWhole("--lanes", "N",
        $"of '--device sim': lanes, a power of two (8), or with '--array parallel' its cells, 2 to {BoardVariant.MostCells} ({DeviceName.Simulator.UsualCells})");

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_array, _lanes];

    /// <summary>Of two devices, the simulated boards with the array that was asked for.</summary>
    /// <exception cref="InvalidSettingException">An array was asked for and neither is a simulated board, or one says another.</exception>
    public (DeviceName A, DeviceName B) Apply(ParseResult arguments, DeviceName a, DeviceName b) =>
        (a is DeviceName.Simulator || b is not DeviceName.Simulator ? Apply(arguments, a) : a, b is DeviceName.Simulator ? Apply(arguments, b) : b);

    /// <summary>The device with the array that was asked for.</summary>
    /// <exception cref="InvalidSettingException">An array was asked for and the device is no simulated board, or says another.</exception>
    public DeviceName Apply(ParseResult arguments, DeviceName device)
    {
        var (array, lanes) = (arguments.GetResult(_array) is { Implicit: false }, arguments.GetValue(_lanes));
        return !array && lanes is null ? device
            : device is DeviceName.Simulator { Parallel: false, Lanes: null }
                ? new DeviceName.Simulator(_array.IsParallel(arguments), lanes)
                : throw new InvalidSettingException(device is DeviceName.Simulator
                    ? $"'{device}' says already which array it holds; leave out --array and --lanes, or give '--device sim'."
                    : $"--array and --lanes are for the simulated board, and the device is '{device}'; leave them out, or give '--device sim'.");
    }
}
