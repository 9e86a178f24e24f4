using FhnHw.Boards.Lines;

namespace FhnHw.Tests.Simulation;

/// <summary>Random draws that follow from a key alone, on every machine.</summary>
internal sealed class Chance(params ReadOnlySpan<long> key)
{
    private readonly FaultDraws _draws = new(key);

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => _draws.Below(bound);

    /// <summary>A number from least to most, both included.</summary>
    public int From(int least, int most) => _draws.Between(least, most);

    /// <summary>True once in so many.</summary>
    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>A number between two, all orders of magnitude equally likely.</summary>
    public double Log(double least, double most) => least * Math.Pow(most / least, Below(1 << 30) / (double)(1 << 30));

    /// <summary>One of some values.</summary>
    public T Of<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];
}
