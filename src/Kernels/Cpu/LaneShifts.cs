using System.Runtime.Intrinsics;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>The shift counts of a format, broadcast for instructions that take them from a register.</summary>
internal readonly struct LaneShifts(CellFormat format)
{
    public readonly int ProductShift = format.ProductShift;
    public readonly int CubeShift = format.CubeShift;
    public readonly int CurrentExtraBits = format.CurrentExtraBits;
    public readonly int LowBits = format.LowBits;
    public readonly Vector512<ushort> LowCounts = Vector512.Create((ushort)format.LowBits);

    // 2^(16 - L): the upper half of a product with it is a shift right by L, one instruction where such a shift takes two. 16-bit lanes have L from 6 to 12.
    public readonly Vector256<short> CarryFactor = Vector256.Create((short)(1 << Math.Clamp(16 - format.LowBits, 0, 14)));
}
