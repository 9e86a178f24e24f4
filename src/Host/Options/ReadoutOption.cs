using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary><c>--readout-nonlinearity</c>: g between a cell's x and the weights after it.</summary>
internal sealed class ReadoutOption : OptionGroup
{
    private readonly Option<string?> _nonlinearity = Make.Text(
        "--readout-nonlinearity", "linear|sigmoid", Make.Told("g(x), which the output weights read: x itself, or 1/(1 + exp(-x))", "linear"));

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_nonlinearity];

    /// <summary>What was chosen; null where nothing was.</summary>
    /// <exception cref="InvalidSettingException">There is none of that name.</exception>
    public Nonlinearity? Read(ParseResult arguments) => arguments.GetValue(_nonlinearity) switch
    {
        null => null,
        "linear" => Nonlinearity.Linear,
        "sigmoid" => Nonlinearity.Sigmoid,
        var other => throw new InvalidSettingException($"There is no readout non-linearity '{other}'; give linear or sigmoid."),
    };
}
