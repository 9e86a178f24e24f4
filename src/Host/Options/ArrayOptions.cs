using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Options;

/// <summary>What an array is made for: cell, window, currents and imperfections.</summary>
internal sealed class ArrayOptions : OptionGroup
{
    // Bits of a current code where cells have per-cell parameters and no bits are given. Each cell then has a response table of its own, which stays small;
    // accuracy is the same.
    private const int PerCellBits = 8;

    private readonly bool _imperfect;
    private readonly ImperfectionOptions _imperfections = new();
    private readonly CellOptions _cell = new();
    private readonly WindowOptions _window = new();
    private readonly CurrentOptions _currents = new();

    /// <summary>Declares the options.</summary>
    /// <param name="imperfect">False for arrays whose cells are ideal in any case.</param>
    public ArrayOptions(bool imperfect = true) => _imperfect = imperfect;

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members =>
        [.. _currents.Members, .. _window.Members, .. _cell.Members, .. _imperfect ? _imperfections.Members : []];

    /// <summary>True where a format was given.</summary>
    public bool FormatGiven(ParseResult arguments) => _cell.FormatGiven(arguments);

    /// <summary>The settings of an array.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="gamma">gamma where none is given; null for the option's own default.</param>
    /// <param name="cells">Cells of an image.</param>
    /// <param name="bits">Bits of a current code where none are given; null for the usual.</param>
    /// <param name="record">Time units that are recorded where none are given; null for the usual.</param>
    /// <param name="stride">Steps between samples where none are given; null for the usual.</param>
    public ArraySettings Read(
        ParseResult arguments, double? gamma = null, int cells = TrainingOptions.UsualHidden, int? bits = null,
        double? record = null, int? stride = null)
    {
        var format = _cell.Format(arguments);
        var imperfections = _imperfect ? _imperfections.Read(arguments) : Imperfections.Ideal;
        return new ArraySettings(
            format, _cell.Parameters(arguments), _currents.Read(arguments, gamma, bits ?? (imperfections.HasIdealCells ? null : PerCellBits)),
            _window.Read(arguments, format, record, stride))
        {
            Imperfections = imperfections,
            Cells = cells,
        };
    }
}
