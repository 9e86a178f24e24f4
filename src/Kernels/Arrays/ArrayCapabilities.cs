using FhnHw.Kernels.Cells;

namespace FhnHw.Kernels.Arrays;

/// <summary>What an array can do, so that callers need not know what kind of array it is.</summary>
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

    /// <summary>True where cells respond over a link: every byte of a trace must cross it, so callers ask for the least that is enough.</summary>
    public bool Remote { get; init; }

    /// <summary>The features that the device computes itself; the others are computed here from its traces.</summary>
    public Features NativeFeatures { get; init; }

    /// <summary>The imperfections that its cells can have.</summary>
    public ImperfectionKinds Imperfections { get; init; }

    /// <summary>Runs of a call whose fixed costs are small: a batch that several devices share is not cut finer.</summary>
    public int CallRuns { get; init; } = 4096;

    /// <summary>True where the device computes a feature, or each of several, itself.</summary>
    public bool Computes(Features features) => (NativeFeatures & features) == features;
}
