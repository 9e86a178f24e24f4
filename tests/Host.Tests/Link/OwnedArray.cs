using FhnHw.Host.Link;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Tests.Link;

/// <summary>A board's array together with the process that is the board.</summary>
internal sealed class OwnedArray(BoardArray array, IDisposable device) : ICellArray
{
    /// <summary>A device made for the settings, and the array on it.</summary>
    public static ICellArray On(Func<ReferenceDevice> start, ArraySettings settings, LinkOptions? options = null)
    {
        settings.Levels.Drives(settings.Constants); // refused before a device is started
        var device = start();
        return new OwnedArray(new BoardArray(device.Address, settings, options ?? new LinkOptions()), device);
    }

    public ArraySettings Settings => array.Settings;

    public ArrayDescription Describe() => array.Describe();

    public Response Run(ReadOnlySpan<ushort> currents, Features features, Readout? readout = null) =>
        array.Run(currents, features, readout);

    public void Dispose()
    {
        array.Dispose();
        device.Dispose();
    }
}
