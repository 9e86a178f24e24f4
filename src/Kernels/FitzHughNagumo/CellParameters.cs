using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// The cell in the units of its equations: eps x' = x - x³/3 - y, y' = x + a + I (Bogatenko et al., Chaos 33, 2023).
/// </summary>
/// <remarks>The paper does not give eps, and a only by implication; docs/numerics.md says why these defaults.</remarks>
public sealed record CellParameters
{
    /// <summary>The range of eps. Above 1/4, Y could leave its register; docs/numerics.md derives the bound.</summary>
    public const double MinEps = 1.0 / 1024, MaxEps = 0.25;

    /// <summary>The largest |a + I|. At rest x = -(a+I), and beyond this the cube would reach the bound of X.</summary>
    public const double MaxDrive = 2.1;

    /// <summary>
    /// The largest |a + I| of cells with noise on y: at the bound of X, Y must fall by more in a step than the noise raises it in the long run
    /// (docs/numerics.md, section 5).
    /// </summary>
    public const double MaxNoisyDrive = 1.6;

    /// <summary>Makes a cell.</summary>
    /// <param name="eps">Time scale of x against y, 1/1024 to 1/4.</param>
    /// <param name="a">Offset of the current, |a| at most 2.1.</param>
    /// <param name="x0">x at t = 0, |x0| at most 2.</param>
    /// <param name="y0">y at t = 0, |y0| at most 1.</param>
    /// <exception cref="InvalidSettingException">A number is outside its range.</exception>
    public CellParameters(double eps = 0.01, double a = 0, double x0 = 0.1, double y0 = 0.1)
    {
        InvalidSettingException.ThrowIfOutside("eps", eps, MinEps, MaxEps, nameof(Eps));
        InvalidSettingException.ThrowIfOutside("offset a", a, -MaxDrive, MaxDrive, nameof(A));
        InvalidSettingException.ThrowIfOutside("initial x", x0, -2, 2, nameof(X0));
        InvalidSettingException.ThrowIfOutside("initial y", y0, -1, 1, nameof(Y0));
        Eps = eps;
        A = a;
        X0 = x0;
        Y0 = y0;
    }

    /// <summary>Time scale of x against y.</summary>
    public double Eps { get; }

    /// <summary>Offset of the current.</summary>
    public double A { get; }

    /// <summary>x at t = 0.</summary>
    public double X0 { get; }

    /// <summary>y at t = 0.</summary>
    public double Y0 { get; }
}
