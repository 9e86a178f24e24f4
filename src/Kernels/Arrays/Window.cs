using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Arrays;

/// <summary>
/// What part of a run is recorded. X_n is the state after n steps; the window is the half-open range
/// [TransientSteps, TransientSteps + Steps), and a sample is taken at its first step and then every Stride steps.
/// </summary>
public sealed record Window
{
    /// <summary>The longest run, steps: keeps every sum of X within 48 bits.</summary>
    public const int MaxSteps = 1 << 26;

    /// <summary>T_trans and T where none are given, time units.</summary>
    public const double UsualTransient = 200, UsualRecord = 100;

    /// <summary>Steps from one sample to the next where none are given.</summary>
    public const int UsualStride = 16;

    /// <summary>Makes a window.</summary>
    /// <param name="transientSteps">Steps discarded first, 0 or more.</param>
    /// <param name="steps">Steps recorded, 1 or more.</param>
    /// <param name="stride">Steps from one sample to the next, 1 or more.</param>
    /// <exception cref="InvalidSettingException">A number is outside its range.</exception>
    public Window(int transientSteps, int steps, int stride)
    {
        InvalidSettingException.ThrowIfOutside("transient", transientSteps, 0, MaxSteps, "steps", nameof(TransientSteps));
        InvalidSettingException.ThrowIfOutside("recorded window", steps, 1, MaxSteps, "steps", nameof(Steps));
        InvalidSettingException.ThrowIfOutside("sample stride", stride, 1, MaxSteps, "steps", nameof(Stride));
        TransientSteps = transientSteps;
        Steps = steps;
        Stride = stride;
    }

    /// <summary>Steps discarded before the window.</summary>
    public int TransientSteps { get; }

    /// <summary>Steps in the window.</summary>
    public int Steps { get; }

    /// <summary>Steps from one sample to the next.</summary>
    public int Stride { get; }

    /// <summary>Steps of a whole run.</summary>
    public int TotalSteps => TransientSteps + Steps;

    /// <summary>Samples of a run: ⌈Steps / Stride⌉.</summary>
    public int Samples => (Steps + Stride - 1) / Stride;

    /// <summary>A window given in the equations' time units.</summary>
    /// <param name="format">Gives the steps of a time unit, 2^k.</param>
    /// <param name="transient">T_trans, time units.</param>
    /// <param name="record">T, time units.</param>
    /// <param name="stride">Steps from one sample to the next.</param>
    public static Window OfTime(
        CellFormat format, double transient = UsualTransient, double record = UsualRecord, int stride = UsualStride)
    {
        var longest = (double)MaxSteps / (1 << format.DtExponent);
        InvalidSettingException.ThrowIfOutside("transient", transient, 0, longest, "time units", nameof(TransientSteps));
        InvalidSettingException.ThrowIfOutside("recorded time", record, format.Dt, longest, "time units", nameof(Steps));
        return new Window(
            (int)Math.Round(transient / format.Dt), (int)Math.Round(record / format.Dt), stride);
    }
}
