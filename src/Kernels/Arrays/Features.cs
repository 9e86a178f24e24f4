namespace FhnHw.Kernels.Arrays;

/// <summary>What a run gives back. The host asks for the least that its readout needs.</summary>
[Flags]
public enum Features
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>X at every sample: the full trace at stride 1, decimated above it.</summary>
    Trace = 1,

    /// <summary>One bit a sample: X ≥ 0.</summary>
    Signs = 2,

    /// <summary>The exact time-mean of x over every step of the window; fixed-point arrays take it from Y at the window's two ends.</summary>
    Mean = 4,

    /// <summary>The mean of g(x), the readout non-linearity, over the samples.</summary>
    Activation = 8,

    /// <summary>Y at the window's two ends, and with it the mean; fixed-point arrays only. A board sends twice what the mean alone takes.</summary>
    Ends = 32,

    /// <summary>For each image, the number of samples at which each class had the largest output.</summary>
    Votes = 16,

    /// <summary>
    /// The <see cref="TraceSignature"/> of each run over X at every step of the window, whatever the stride; only from an array that
    /// computes it itself.
    /// </summary>
    Signature = 64,
}
