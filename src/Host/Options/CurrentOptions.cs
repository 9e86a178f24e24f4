using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Cells;

namespace FhnHw.Host.Options;

/// <summary>The currents that a network gives the cells: codes of a few bits, scaled by gamma.</summary>
internal sealed class CurrentOptions : OptionGroup
{
    private readonly Option<int> _bits = Make.Whole(
        "--current-bits", "D", "bits of a current code, 2 to 16; 8 where cells are imperfect", CurrentCodes.UsualBits);

    private readonly Option<double> _gamma = Make.Real("--gamma", "G", "gain from tanh to current", CurrentCodes.UsualGamma);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_bits, _gamma];

    /// <summary>Every current.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="gamma">gamma where none is given; null for the option's own default.</param>
    /// <param name="bits">Bits where none are given; null for the option's own default.</param>
    public CurrentCodes Read(ParseResult arguments, double? gamma = null, int? bits = null)
    {
        var given = arguments.GetResult(_gamma) is { Implicit: false };
        return CurrentCodes.OfBits(
            arguments.ValueOr(_bits, bits ?? arguments.GetValue(_bits)),
            given ? arguments.GetValue(_gamma) : gamma ?? arguments.GetValue(_gamma));
    }
}
