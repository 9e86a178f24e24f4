using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;

namespace FhnHw.Host.Devices;

/// <summary>Makes arrays from their names.</summary>
public static class CellArrays
{
    /// <summary>Makes the array that a name stands for.</summary>
    /// <exception cref="Kernels.Numbers.InvalidSettingException">The device cannot run these settings.</exception>
    /// <exception cref="DeviceMissingException">The device is not there.</exception>
    public static ICellArray Create(DeviceName name, ArraySettings settings) => name switch
    {
        DeviceName.Managed => new ManagedArray(settings),
        _ => throw new DeviceMissingException($"Device {name} cannot be opened; 'fhnhw devices' lists those that can."),
    };
}
