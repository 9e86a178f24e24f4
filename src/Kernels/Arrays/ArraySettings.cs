using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Arrays;

/// <summary>What an array is made for: the cell, its numbers, the currents it can be given, and the window.</summary>
/// <param name="Format">Word lengths and time step.</param>
/// <param name="Parameters">The cell in the equations' units.</param>
/// <param name="Codes">The currents.</param>
/// <param name="Window">What is recorded.</param>
public sealed record ArraySettings(CellFormat Format, CellParameters Parameters, CurrentCodes Codes, Window Window)
{
    /// <summary>What is taken where nothing is given: 16 bits, dt = 2^-8, eps 0.01, codes of 12 bits, gamma -1, 200 time units discarded, 100 recorded, a sample every 16 steps.</summary>
    public static ArraySettings Usual { get; } = new(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(), Window.OfTime(new CellFormat()));

    private CellConstants? _constants;
    private PerCellParameters? _perCell;
    private CellConstants? _populationOf; // what it was drawn for

    /// <summary>In what the cells depart from the model.</summary>
    public Imperfections Imperfections { get; init; } = Imperfections.Ideal;

    /// <summary>N, the cells of an image: run r of a batch is cell r mod N where the cells are not all alike.</summary>
    public int Cells { get; init; } = 1;

    /// <summary>The integers derived from format and cell; derived anew where a copy was made with another format or cell.</summary>
    public CellConstants Constants =>
        _constants is { } known && known.Format == Format && known.Parameters == Parameters
            ? known
            : _constants = new CellConstants(Format, Parameters);

    /// <summary>The cells, each with its own words; null where all are the model's.</summary>
    /// <exception cref="InvalidSettingException">The imperfections are out of range.</exception>
    public PerCellParameters? PerCell => Imperfections.HasIdealCells ? null
        : _perCell is { } known && known.Imperfections == Imperfections && known.Count == Cells && ReferenceEquals(_populationOf, Constants)
            ? known
            : Draw();

    /// <summary>What x is read through, or null.</summary>
    public Adc? Adc => Adc.Of(Imperfections, Format);

    /// <summary>True where run r of a batch is cell r mod N of its own, so that answers depend on a run's place.</summary>
    public bool HasPerCellParameters => !Imperfections.HasIdealCells;

    /// <summary>Equal where all that makes them is equal.</summary>
    public bool Equals(ArraySettings? other) => other is not null
        && (Format, Parameters, Codes, Window, Imperfections, Cells).Equals(
            (other.Format, other.Parameters, other.Codes, other.Window, other.Imperfections, other.Cells));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Format, Parameters, Codes, Window, Imperfections, Cells);

    private PerCellParameters Draw()
    {
        _populationOf = Constants;
        return _perCell = new PerCellParameters(Imperfections, _populationOf, Cells);
    }
}
