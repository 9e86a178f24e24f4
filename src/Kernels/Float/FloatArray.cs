using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Models;

namespace FhnHw.Kernels.Float;

/// <summary>The floating-point baseline: FitzHugh-Nagumo cells.</summary>
public sealed class FloatArray(ArraySettings settings) : ModelArray<FloatModel>(settings)
{
    /// <summary>What it can do: neither noise nor cells that go on from trial to trial.</summary>
    public static ArrayCapabilities Capabilities { get; } = CapabilitiesOf<FloatModel>();

    /// <summary>What an array of some model can do.</summary>
    internal static ArrayCapabilities CapabilitiesOf<TModel>()
        where TModel : struct, INeuronModel => new()
        {
            NativeFeatures = Features.Trace | Features.Signs | Features.Mean | Features.Activation | Features.Votes,
            Imperfections = ImperfectionKinds.Adc
            | (TModel.HasPerCellParameters ? ImperfectionKinds.Inputs | ImperfectionKinds.Parameters : ImperfectionKinds.None),
        };
}
