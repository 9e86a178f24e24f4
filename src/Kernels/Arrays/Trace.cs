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
    public virtual TraceWords? Words => null;

    /// <summary>
    /// Gives the memory back to the next trace of the same size, which is then written several times as fast as to new memory. Only for those who made
    /// the trace and are through with it: nothing can be read from it afterwards.
    /// </summary>
    public virtual void GiveBack()
    {
    }

    /// <summary>x, in the equations' units, of a run at a sample.</summary>
    public abstract double this[int sample, int run] { get; }
}

/// <summary>A trace of fixed-point cells.</summary>
public sealed class FixedTrace : Trace
{
    private readonly double _unit;
    private Action<TraceWords>? _giveBack;
    private TraceWords _words;

    /// <summary>Wraps samples × runs words of X (LSBs of 2^-F), sample by sample.</summary>
    /// <param name="samples">Rows.</param>
    /// <param name="runs">Columns.</param>
    /// <param name="words">X.</param>
    /// <param name="format">Gives F.</param>
    /// <param name="giveBack">Takes the words back; null where nobody does.</param>
    public FixedTrace(int samples, int runs, TraceWords words, CellFormat format, Action<TraceWords>? giveBack = null) : base(samples, runs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(words.Length, (long)samples * runs);
        (_words, _giveBack) = (words, giveBack);
        _unit = format.XUnit;
    }

    /// <summary>Wraps a whole array of samples × runs words of X.</summary>
    public FixedTrace(int samples, int runs, short[] words, CellFormat format) : this(samples, runs, new TraceWords(words), format)
    {
    }

    /// <inheritdoc/>
    public override TraceWords Words => _words;

    /// <inheritdoc/>
    public override void GiveBack()
    {
        var (words, giveBack) = (_words, _giveBack);
        (_words, _giveBack) = (new TraceWords([]), null);
        giveBack?.Invoke(words);
    }

    /// <inheritdoc/>
    public override double this[int sample, int run] => _words[(sample * Runs) + run] * _unit;
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
