using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Tests;

/// <summary>Which settings of the contract of arrays a board can have.</summary>
public static class BoardLimits
{
    /// <summary>A job says C in 16 bits, which eps spread about 0.005 goes beyond; and at 16 bits strong noise on y drives f to 2.</summary>
    public static bool Admit(ArraySettings settings) =>
        settings.Parameters.Eps != 0.005 && settings is not { Format.WordBits: 16, Imperfections.NoiseY: 0.2 };
}
