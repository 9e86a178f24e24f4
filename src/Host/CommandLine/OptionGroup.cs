using System.CommandLine;

namespace FhnHw.Host.CommandLine;

/// <summary>Options that several commands share; they mean the same wherever they stand.</summary>
internal abstract class OptionGroup
{
    /// <summary>The options, in the order of the help page.</summary>
    public abstract IReadOnlyList<Option> Members { get; }
}
