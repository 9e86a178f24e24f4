using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Tests;

/// <summary>A board's array together with the process that is the board.</summary>
public sealed class OwnedArray(BoardArray array, IDisposable device) : ICellArray
{
    /// <summary>A device made for the settings, and the array on it.</summary>
    public static ICellArray On(Func<ReferenceDevice> start, ArraySettings settings, LinkOptions? options = null)
    {
        _ = new RunInputWords(settings); // refused before a device is started
        var device = start();
        try
        {
            return new OwnedArray(new BoardArray(device.Address, settings, options ?? new LinkOptions()), device);
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    public ArraySettings Settings => array.Settings;

    public long[] Memory
    {
        get => array.Memory;
        set => array.Memory = value;
    }

    public ArrayDescription Describe() => array.Describe();

    public Response Run(RunRequest request) => array.Run(request);

    public void Dispose()
    {
        array.Dispose();
        device.Dispose();
    }
}
