using System.Text.Json.Serialization;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cells;

/// <summary>
/// The distinct currents that an array can be given. A run names one of them by its code. A trained network uses the 2^D - 1
/// codes of D bits; a single trace uses one.
/// </summary>
public sealed class CurrentCodes : IEquatable<CurrentCodes>
{
    private readonly double[] _currents;

    [JsonConstructor]
    private CurrentCodes(int bits, double gamma, IReadOnlyList<double>? list)
    {
        (Bits, Gamma, List) = (bits, gamma, list);
        _currents = list is null ? OfAllCodes(bits, gamma) : [.. list];
    }

    /// <summary>The default bits of a code and the default gamma.</summary>
    public const int UsualBits = 12;

    /// <inheritdoc cref="UsualBits"/>
    public const double UsualGamma = -1;

    /// <summary>D, bits of a code; 0 where the currents are given as a list.</summary>
    public int Bits { get; }

    /// <summary>gamma of I = gamma · tanh(...); 0 where the currents are given as a list.</summary>
    public double Gamma { get; }

    /// <summary>The currents where they are given as a list; null where they are those of all D-bit codes.</summary>
    public IReadOnlyList<double>? List { get; }

    /// <summary>Number of codes.</summary>
    public int Count => _currents.Length;

    /// <summary>The largest signed code m = 2^(D-1) - 1; the offset-binary code that arrays take is c + m, from 0 to 2m.</summary>
    public int MaxCode => Count / 2;

    /// <summary>The currents I of the equations, by code.</summary>
    [JsonIgnore]
    public ReadOnlySpan<double> Currents => _currents;

    /// <summary>All codes of D bits, symmetric about zero: I(code) = gamma · code / (2^(D-1) - 1).</summary>
    /// <param name="bits">D, 2 to 16.</param>
    /// <param name="gamma">Gain from tanh to current; |gamma| at most 2.1.</param>
    public static CurrentCodes OfBits(int bits = UsualBits, double gamma = UsualGamma) => new(bits, gamma, null);

    private static double[] OfAllCodes(int bits, double gamma)
    {
        InvalidSettingException.ThrowIfOutside("current code width", bits, 2, 16, "bits", "CurrentBits");
        InvalidSettingException.ThrowIfOutside("gamma", gamma, -CellParameters.MaxDrive, CellParameters.MaxDrive, nameof(Gamma));
        var max = (1 << (bits - 1)) - 1;
        var currents = new double[2 * max + 1];
        for (var code = -max; code <= max; code++)
        {
            currents[code + max] = gamma * code / max;
        }

        return currents;
    }

    /// <summary>A list of currents; the code of each is its place in the list.</summary>
    /// <param name="currents">1 to 65,536 values of I.</param>
    public static CurrentCodes Of(params double[] currents)
    {
        InvalidSettingException.ThrowIfOutside("number of currents", currents.Length, 1, 65536, nameof(Currents));
        return new CurrentCodes(0, 0, [.. currents]);
    }

    /// <summary>The code of the current nearest to gamma · u, for codes of D bits; halves go to the even code.</summary>
    /// <param name="u">-1 to 1, such as the tanh of a weighted sum; beyond that it is clipped.</param>
    public ushort CodeOf(double u) => (ushort)(Math.Round(Math.Clamp(u, -1, 1) * MaxCode) + MaxCode);

    /// <summary>Every code in order: the codes of a run over all currents.</summary>
    public ushort[] AllCodes() => [.. Enumerable.Range(0, Count).Select(index => (ushort)index)];

    /// <summary>S of every code, LSBs of 2^-(F+e).</summary>
    public int[] InputWords(CellConstants constants) => [.. _currents.Select(constants.InputWord)];

    /// <inheritdoc/>
    public bool Equals(CurrentCodes? other) =>
        other is not null && Bits == other.Bits && Gamma == other.Gamma && Currents.SequenceEqual(other.Currents);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CurrentCodes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Bits, Gamma, Count);
}
