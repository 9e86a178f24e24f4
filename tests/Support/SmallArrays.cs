using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests;

/// <summary>Settings of arrays that run within milliseconds.</summary>
public static class SmallArrays
{
    /// <summary>127 currents, 10 time units.</summary>
    public static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(7, -1), Window.OfTime(new CellFormat(), 6, 4, 16));
}
