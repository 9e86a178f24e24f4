namespace FhnHw.Kernels.Cells;

/// <summary>Ways in which cells may depart from the model, by what an array needs for them.</summary>
[Flags]
public enum ImperfectionKinds
{
    /// <summary>Cells are the model's.</summary>
    None = 0,

    /// <summary>Offset and gain of each cell's current, and its drift: all of them are in S, which the host computes.</summary>
    Inputs = 1,

    /// <summary>Each cell has its own eps and first state; dead and stuck cells are such cells.</summary>
    Parameters = 2,

    /// <summary>Noise on x and y at every step.</summary>
    Noise = 4,

    /// <summary>x is read through a converter or a comparator.</summary>
    Adc = 8,

    /// <summary>Cells go on from trial to trial.</summary>
    Stateful = 16,

    /// <summary>All of them.</summary>
    All = Inputs | Parameters | Noise | Adc | Stateful,
}
