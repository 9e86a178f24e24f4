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
    public readonly Vector128<short> LowCount = Vector128.CreateScalar((long)format.LowBits).AsInt16();
    public readonly Vector512<ushort> LowCounts = Vector512.Create((ushort)format.LowBits); // one a lane: a faster instruction, which AVX2 lacks
}
