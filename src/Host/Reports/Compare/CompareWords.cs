using FhnHw.Host.Experiments.Compare;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Words that several sections share.</summary>
internal static class CompareWords
{
    /// <summary>Accuracies this near to each other are called equal, percentage points: another seed moves them as far.</summary>
    public const double Level = 0.3;

    /// <summary>A format in words.</summary>
    public static string Of(ComparedFormat format) => format.Arithmetic switch
    {
        Arithmetic.Double => $"double Runge-Kutta, dt 2^-{format.DtExponent}",
        Arithmetic.Single => $"float32 Euler, dt 2^-{format.DtExponent}",
        _ => $"{format.WordBits} bits, e = {format.ExtraBits}, dt 2^-{format.DtExponent}{(format.Arithmetic == Arithmetic.Nearest ? ", to nearest" : "")}",
    };
}
