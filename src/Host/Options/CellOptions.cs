using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Options;

/// <summary>The cell and its number format.</summary>
internal sealed class CellOptions : OptionGroup
{
    private readonly Option<int> _bits = Make.Whole("--bits", "W", "bits of x, 3 to 16; cells of 3 hardly spike without --extra-bits", 16);
    private readonly Option<int> _extraBits = Make.Whole("--extra-bits", "e", "bits of the current and of y below those of x, 0 to 8", 0);
    private readonly Option<int> _dtExponent = Make.Whole("--dt-exponent", "k", "time step dt = 2^-k, 6 to 12", 8);
    private readonly Option<double> _eps = Make.Real("--eps", "EPS", "ratio of the time scales of x and y", 0.01);
    private readonly Option<double> _a = Make.Real("--a", "A", "offset that is added to every current", 0);
    private readonly Option<double> _x0 = Make.Real("--x0", "X", "initial x", 0.1);
    private readonly Option<double> _y0 = Make.Real("--y0", "Y", "initial y", 0.1);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_bits, _extraBits, _dtExponent, _eps, _a, _x0, _y0];

    /// <summary>True where bits of x or of the current were given.</summary>
    public bool FormatGiven(ParseResult arguments) =>
        arguments.GetResult(_bits) is { Implicit: false } || arguments.GetResult(_extraBits) is { Implicit: false };

    /// <summary>Word lengths and time step.</summary>
    public CellFormat Format(ParseResult arguments) =>
        new(arguments.GetValue(_bits), arguments.GetValue(_dtExponent), arguments.GetValue(_extraBits));

    /// <summary>The cell in the equations' units.</summary>
    public CellParameters Parameters(ParseResult arguments) =>
        new(arguments.GetValue(_eps), arguments.GetValue(_a), arguments.GetValue(_x0), arguments.GetValue(_y0));
}
