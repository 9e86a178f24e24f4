using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;

namespace FhnHw.Tests;

/// <summary>The CPU array, declared not deterministic, with noise added to the means.</summary>
public sealed class UnsteadyArray(ArraySettings settings, double noise = 0) : ICellArray
{
    private readonly CpuArray _array = new(settings);
    private readonly Random _random = new(1);

    public ArraySettings Settings => settings;

    public ArrayDescription Describe() => _array.Describe() with { Deterministic = false };

    public Response Run(RunRequest request)
    {
        var response = _array.Run(request);
        foreach (ref var mean in response.MeanX.AsSpan())
        {
            mean += noise * ((2 * _random.NextDouble()) - 1);
        }

        return response;
    }

    public void Dispose() => _array.Dispose();
}
