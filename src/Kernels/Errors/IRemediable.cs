namespace FhnHw.Kernels.Errors;

/// <summary>
/// An error that somebody can mend by another setting or by doing something. Its message says what is wrong; the remedies say what mends it, in the
/// names of the code. A program puts them into its own words: a command line names its options.
/// </summary>
public interface IRemediable
{
    /// <summary>
    /// What mends it, the best first. Each alone does, but for those of <see cref="RemedyKind.Exactly"/>, which belong together. None where the
    /// message says it all.
    /// </summary>
    IReadOnlyList<Remedy> Remedies { get; }
}
