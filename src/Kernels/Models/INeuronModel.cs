namespace FhnHw.Kernels.Models;

/// <summary>
/// What a neuron of two variables must say of itself to run as a floating-point array: eps x' = fast(x, y, drive), y' = slow(x, y, drive). x is
/// the variable that is read; drive is a + I, constant through a run. docs/extending.md adds one.
/// </summary>
/// <remarks>All members are static, so that the slopes of a model are compiled into the loop of its array.</remarks>
public interface INeuronModel : ISlopes<double>
{
    /// <summary>The array's name as a device, such as <c>float</c>.</summary>
    static abstract string Name { get; }

    /// <summary>The largest |a + I|.</summary>
    static abstract double MaxDrive { get; }

    /// <summary>
    /// The largest dt/eps at which Runge-Kutta's method of fourth order is stable: its product with the steepest falling slope of fast by x
    /// is at most 2.78.
    /// </summary>
    static abstract double MaxDtOverEps { get; }

    /// <summary>Whether cells can have offsets, gains, eps and starts of their own, which are drawn in FitzHugh-Nagumo's units.</summary>
    static virtual bool HasPerCellParameters => false;

    /// <summary>The state at the start of a run, in the model's units.</summary>
    /// <param name="x0">x as it is set, -2 to 2.</param>
    /// <param name="y0">y as it is set, -1 to 1.</param>
    static virtual (double X, double Y) InitialState(double x0, double y0) => (x0, y0);
}
