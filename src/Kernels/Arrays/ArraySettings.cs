using FhnHw.Kernels.Numbers;

namespace FhnHw.Kernels.Arrays;

/// <summary>What an array is made for: the cell, its numbers, the currents it can be given, and the window.</summary>
/// <param name="Format">Word lengths and time step.</param>
/// <param name="Parameters">The cell in the equations' units.</param>
/// <param name="Levels">The currents.</param>
/// <param name="Window">What is recorded.</param>
public sealed record ArraySettings(CellFormat Format, CellParameters Parameters, CurrentLevels Levels, Window Window)
{
    private CellConstants? _constants;

    /// <summary>The integers derived from format and cell; derived anew where a copy was made with another format or cell.</summary>
    public CellConstants Constants =>
        _constants is { } known && known.Format == Format && known.Parameters == Parameters
            ? known
            : _constants = new CellConstants(Format, Parameters);
}
