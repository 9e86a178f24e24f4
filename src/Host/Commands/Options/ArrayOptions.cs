using System.CommandLine;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Commands.Options;

/// <summary>All that an array is made for: cell, window and currents.</summary>
internal sealed class ArrayOptions : OptionGroup
{
    private readonly CellOptions _cell = new();
    private readonly WindowOptions _window = new();
    private readonly CurrentOptions _currents = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [.. _currents.Members, .. _window.Members, .. _cell.Members];

    /// <summary>True where a format was given.</summary>
    public bool FormatGiven(ParseResult arguments) => _cell.FormatGiven(arguments);

    /// <summary>The settings of an array.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="gamma">gamma where none is given; null for the option's own default.</param>
    public ArraySettings Read(ParseResult arguments, double? gamma = null)
    {
        var format = _cell.Format(arguments);
        return new ArraySettings(
            format, _cell.Parameters(arguments), _currents.Read(arguments, gamma), _window.Read(arguments, format));
    }
}
