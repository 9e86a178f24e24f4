using System.CommandLine;
using FhnHw.Host.CommandLine;

namespace FhnHw.Host.Options;

/// <summary><c>--seed</c>: equal seeds give bit-exact results.</summary>
internal sealed class SeedOption : OptionGroup
{
    private readonly Option<int> _seed = Make.Whole("--seed", "N", "seed of all that is random in a run", 1);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_seed];

    /// <summary>The seed.</summary>
    public int Read(ParseResult arguments) => arguments.GetValue(_seed);
}
