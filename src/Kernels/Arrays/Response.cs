namespace FhnHw.Kernels.Arrays;

/// <summary>What an array gives back for a batch of runs. A feature that was not asked for is null.</summary>
public sealed class Response
{
    /// <summary>Number of runs.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs in which X saturated at least once; 0 at all sensible settings, and always 0 in floating point.</summary>
    public int SaturatedRuns { get; init; }

    /// <summary>X at every sample.</summary>
    public Trace? Trace { get; init; }

    /// <summary>The sign of X at every sample.</summary>
    public SignTrace? Signs { get; init; }

    /// <summary>
    /// Y at the window's ends, a pair a run; fixed-point arrays only, with <see cref="Features.Ends"/>; with <see cref="Features.Mean"/>
    /// too where they were read for it.
    /// </summary>
    public WindowEnds[]? Ends { get; init; }

    /// <summary>The exact mean of x over the window's steps, units of x, one a run.</summary>
    public double[]? MeanX { get; init; }

    /// <summary>The sum of g(X) over the samples, LSBs of the readout's table, one a run; fixed-point arrays only.</summary>
    public long[]? ActivationSum { get; init; }

    /// <summary>The mean of g(x) over the samples, one a run.</summary>
    public double[]? MeanActivation { get; init; }

    /// <summary>Samples won by each class, [image · Classes + class]; they sum to the window's samples. Ties go to the lower class.</summary>
    public int[]? Votes { get; init; }

    /// <summary>The signature of X at every step of the window, one a run.</summary>
    public uint[]? Signatures { get; init; }
}
