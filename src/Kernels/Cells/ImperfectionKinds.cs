namespace FhnHw.Kernels.Cells;

/// <summary>Kinds of imperfections, by what an array needs for them.</summary>
[Flags]
public enum ImperfectionKinds
{
    /// <summary>None: ideal cells.</summary>
    None = 0,

    /// <summary>Offset, gain and drift of each cell's current: all are in S, which the host computes.</summary>
    Inputs = 1,

    /// <summary>Each cell has its own eps and initial state; dead and stuck cells are of this kind.</summary>
    Parameters = 2,

    /// <summary>Noise on x and y at every step.</summary>
    Noise = 4,

    /// <summary>x is read through an ADC or a comparator.</summary>
    Adc = 8,

    /// <summary>Cells are stateful: not reset between trials.</summary>
    Stateful = 16,

    /// <summary>All of them.</summary>
    All = Inputs | Parameters | Noise | Adc | Stateful,
}
