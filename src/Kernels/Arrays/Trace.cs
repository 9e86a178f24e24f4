using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Arrays;

/// <summary>Samples of x of many runs; rows are samples (time), columns are runs.</summary>
public abstract class Trace
{
    private protected Trace(int samples, int runs)
    {
        Samples = samples;
        Runs = runs;
    }

    /// <summary>Rows.</summary>
    public int Samples { get; }

    /// <summary>Columns.</summary>
    public int Runs { get; }

    /// <summary>X, LSBs of 2^-F; word [sample · Runs + run]. Null in floating point.</summary>
    public virtual short[]? Words => null;

    /// <summary>x, in the equations' units, of a run at a sample.</summary>
    public abstract double this[int sample, int run] { get; }
}

/// <summary>A trace of fixed-point cells.</summary>
public sealed class FixedTrace : Trace
{
    private readonly double _unit;

    /// <summary>Wraps samples × runs words of X (LSBs of 2^-F), sample by sample.</summary>
    public FixedTrace(int samples, int runs, short[] words, CellFormat format) : base(samples, runs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(words.LongLength, (long)samples * runs);
        Words = words;
        _unit = format.XUnit;
    }

    /// <inheritdoc/>
    public override short[] Words { get; }

    /// <inheritdoc/>
    public override double this[int sample, int run] => Words[(sample * Runs) + run] * _unit;
}

/// <summary>A trace of floating-point cells.</summary>
public sealed class RealTrace : Trace
{
    /// <summary>Wraps samples × runs values of x, sample by sample.</summary>
    public RealTrace(int samples, int runs, double[] values) : base(samples, runs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.LongLength, (long)samples * runs);
        Values = values;
    }

    /// <summary>x; value [sample · Runs + run].</summary>
    public double[] Values { get; }

    /// <inheritdoc/>
    public override double this[int sample, int run] => Values[(sample * Runs) + run];
}
