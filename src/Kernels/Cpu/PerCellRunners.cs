using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Kernels.Cpu;

/// <summary>Picks the runner of per-cell parameters: by lanes as for ideal cells, and with no more of the step than the cells need.</summary>
internal static class PerCellRunners
{
    /// <summary>The runner, and what it is in words.</summary>
    public static (IPerCellRunner Runner, string Kernel) Choose(ArraySettings settings, PerCellParameters perCell, LaneChoice choice)
    {
        if (choice != LaneChoice.Portable32 && LaneFit.Fits16(settings))
        {
            if (Avx512BW.IsSupported && choice == LaneChoice.Best)
            {
                return (OfLanes<Avx512Lanes16, Vector512<short>>(settings, perCell), "32 lanes of 16 bits, AVX-512, per-cell parameters");
            }

            if (Avx2.IsSupported)
            {
                return (OfLanes<Avx2Lanes16, Vector256<short>>(settings, perCell), "16 lanes of 16 bits, AVX2, per-cell parameters");
            }
        }

        return (OfLanes<Lanes32, Vector512<int>>(settings, perCell), "16 lanes of 32 bits, per-cell parameters");
    }

    private static IPerCellRunner OfLanes<TOps, TVector>(ArraySettings settings, PerCellParameters perCell)
        where TOps : struct, ILaneOps<TVector>
        where TVector : unmanaged => (perCell.HasNoise, perCell.Cells.Any(cell => cell.EpsGainHigh != 0)) switch
        {
            (false, false) => new PerCellRunner<TOps, TVector, SteadyCells>(settings),
            (false, true) => new PerCellRunner<TOps, TVector, SteadyFastCells>(settings),
            (true, false) => new PerCellRunner<TOps, TVector, NoisyCells>(settings),
            (true, true) => new PerCellRunner<TOps, TVector, NoisyFastCells>(settings),
        };
}
