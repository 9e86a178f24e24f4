using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;

namespace FhnHw.Tests;

/// <summary>The CPU array with a fault in what it gives back.</summary>
public sealed class FaultyArray(ArraySettings settings, Action<ushort[], Response> fault) : ICellArray
{
    private readonly CpuArray _sound = new(settings);

    public ArraySettings Settings => settings;

    /// <summary>What it says that it computes itself; null for all that the sound one does.</summary>
    public Features? Native { get; init; }

    /// <summary>True where it says that it is at the end of a link.</summary>
    public bool Remote { get; init; }

    public long[] Memory
    {
        get => _sound.Memory;
        set => _sound.Memory = value;
    }

    public ArrayDescription Describe()
    {
        var sound = _sound.Describe();
        return sound with
        {
            Name = "faulty",
            Capabilities = sound.Capabilities with { NativeFeatures = Native ?? sound.Capabilities.NativeFeatures, Remote = Remote },
        };
    }

    public Response Run(RunRequest request)
    {
        var response = _sound.Run(request);
        fault(request.Codes.ToArray(), response);
        return response;
    }

    public void Dispose() => _sound.Dispose();
}
