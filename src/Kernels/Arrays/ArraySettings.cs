using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Arrays;

/// <summary>The settings of an array: the cell, its number format, the currents it can be given, and the window.</summary>
/// <param name="Format">Word lengths and time step.</param>
/// <param name="Parameters">The cell in the equations' units.</param>
/// <param name="Codes">The currents.</param>
/// <param name="Window">What is recorded.</param>
public sealed record ArraySettings(CellFormat Format, CellParameters Parameters, CurrentCodes Codes, Window Window)
{
    /// <summary>
    /// The defaults: 16 bits, dt = 2^-8, eps 0.01, codes of 12 bits, gamma -1, 200 time units discarded, 100 recorded, a sample every 16
    /// steps.
    /// </summary>
    public static ArraySettings Usual { get; } = new(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(), Window.OfTime(new CellFormat()));

    private CellConstants? _constants;
    private PerCellParameters? _perCell;
    private CellConstants? _drawnFor; // the constants that the cells were drawn for

    /// <summary>The cells' imperfections.</summary>
    public Imperfections Imperfections { get; init; } = Imperfections.Ideal;

    /// <summary>N, the cells of an image. With per-cell parameters run r of a batch is cell r mod N.</summary>
    public int Cells { get; init; } = 1;

    /// <summary>The integers derived from format and cell; a copy with another format or cell derives its own.</summary>
    public CellConstants Constants =>
        _constants is { } known && known.Format == Format && known.Parameters == Parameters
            ? known
            : _constants = new CellConstants(Format, Parameters);

    /// <summary>The per-cell parameters; null where all cells are the model's.</summary>
    /// <exception cref="InvalidSettingException">The imperfections are out of range.</exception>
    public PerCellParameters? PerCell => Imperfections.HasIdealCells ? null
        : _perCell is { } known && known.Imperfections == Imperfections && known.Count == Cells && ReferenceEquals(_drawnFor, Constants)
            ? known
            : Draw();

    /// <summary>What x is read through, or null.</summary>
    public Adc? Adc => Adc.Of(Imperfections, Format);

    /// <summary>
    /// True where run r of a batch is cell r mod N with its own parameters, so that a response depends on the run's place in the batch.
    /// </summary>
    public bool HasPerCellParameters => !Imperfections.HasIdealCells;

    /// <summary>Equal where all settings are equal; what is derived from them is not compared.</summary>
    public bool Equals(ArraySettings? other) => other is not null
        && (Format, Parameters, Codes, Window, Imperfections, Cells).Equals(
            (other.Format, other.Parameters, other.Codes, other.Window, other.Imperfections, other.Cells));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Format, Parameters, Codes, Window, Imperfections, Cells);

    private PerCellParameters Draw()
    {
        _drawnFor = Constants;
        return _perCell = new PerCellParameters(Imperfections, _drawnFor, Cells);
    }
}
