using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;

namespace FhnHw.Tests;

/// <summary>The managed array with a fault put into what it gives back.</summary>
public sealed class FaultyArray(ArraySettings settings, Action<ushort[], Response> fault) : ICellArray
{
    private readonly ManagedArray _sound = new(settings);

    public ArraySettings Settings => settings;

    public ArrayDescription Describe() => _sound.Describe() with { Name = "faulty" };

    public Response Run(ReadOnlySpan<ushort> currents, Features features, Readout? readout = null)
    {
        var response = _sound.Run(currents, features, readout);
        fault(currents.ToArray(), response);
        return response;
    }

    public void Dispose() => _sound.Dispose();
}
