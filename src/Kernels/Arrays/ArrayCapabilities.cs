using FhnHw.Kernels.Cells;

namespace FhnHw.Kernels.Arrays;

/// <summary>What an array can do, so that nobody has to ask what kind of array it is.</summary>
public sealed record ArrayCapabilities
{
    /// <summary>An array in this process, in fixed point, that computes every feature and has every imperfection.</summary>
    public static ArrayCapabilities FixedPointHere { get; } = new()
    {
        FixedPoint = true,
        NativeFeatures = Features.Trace | Features.Signs | Features.Mean | Features.Ends | Features.Activation | Features.Votes,
        Imperfections = ImperfectionKinds.All,
    };

    /// <summary>True where x is a word of LSBs, so that two arrays can be bit-exact; false in floating point.</summary>
    public bool FixedPoint { get; init; }

    /// <summary>True where cells answer over a link: a trace costs as many bytes, so callers ask for the least that does.</summary>
    public bool Remote { get; init; }

    /// <summary>The features that are computed where the cells are; others are made of their trace in this process.</summary>
    public Features NativeFeatures { get; init; }

    /// <summary>The imperfections that its cells can have.</summary>
    public ImperfectionKinds Imperfections { get; init; }

    /// <summary>True where a feature, or each of several, is computed where the cells are.</summary>
    public bool Computes(Features features) => (NativeFeatures & features) == features;
}
