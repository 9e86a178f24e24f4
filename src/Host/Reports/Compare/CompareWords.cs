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
        Arithmetic.Double => $"double Runge-Kutta, {Step(format)}",
        Arithmetic.Single => $"float32 Euler, {Step(format)}",
        Arithmetic.Nearest => $"{Words(format)}, to{Tie}nearest",
        _ => Words(format),
    };

    // A blank at which no line ends.
    private const char Tie = '\u00A0';

    private static string Words(ComparedFormat format) => $"{format.WordBits}{Tie}bits, e{Tie}={Tie}{format.ExtraBits}, {Step(format)}";

    private static string Step(ComparedFormat format) => $"dt{Tie}2^-{format.DtExponent}";
}
