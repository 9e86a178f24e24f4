namespace FhnHw.Kernels.Errors;

/// <summary>
/// An error that the user can mend by another setting or an action. Its message says what is wrong; the remedies say what mends it, in the
/// names of the code. The program translates them into its own words: a command line names its options.
/// </summary>
public interface IRemediable
{
    /// <summary>
    /// What mends it, the best first. Each is enough alone, except those of <see cref="RemedyKind.Exactly"/>, which belong together. Empty where the
    /// message says it all.
    /// </summary>
    IReadOnlyList<Remedy> Remedies { get; }
}
