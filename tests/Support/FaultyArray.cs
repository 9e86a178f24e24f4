using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;

namespace FhnHw.Tests;

/// <summary>The CPU array with a fault in what it gives back.</summary>
public sealed class FaultyArray(ArraySettings settings, Action<ushort[], Response> fault) : ICellArray
{
    private readonly CpuArray _sound = new(settings);

    public ArraySettings Settings => settings;

    public long[] Memory
    {
        get => _sound.Memory;
        set => _sound.Memory = value;
    }

    public ArrayDescription Describe() => _sound.Describe() with { Name = "faulty" };

    public Response Run(RunRequest request)
    {
        var response = _sound.Run(request);
        fault(request.Codes.ToArray(), response);
        return response;
    }

    public void Dispose() => _sound.Dispose();
}
