namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// The version of all that decides bits: the normative step beside it, what is made of its samples, and training. A change marked <c>numerics:</c> in
/// CHANGELOG.md raises it, so that no result of before is taken for one of now. A test ties it to the golden vectors.
/// </summary>
public static class NumericsVersion
{
    /// <summary>Raised by one with each such change.</summary>
    public const int Current = 2;
}
