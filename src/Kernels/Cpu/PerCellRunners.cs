using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>Picks the runner of per-cell parameters: by lanes as for ideal cells, and with no more of the step than the cells need.</summary>
internal static class PerCellRunners
{
    /// <summary>The runner, and what it is in words.</summary>
    public static (IBlockRunner Runner, string Kernel) Choose(ArraySettings settings, PerCellRuns runs, LaneChoice choice)
    {
        if (choice <= LaneChoice.Avx2 && LaneFit.Fits16(settings))
        {
            if (Avx512BW.IsSupported && choice == LaneChoice.Best)
            {
                return (OfLanes<Avx512Lanes16, Vector512<short>>(settings, runs), "32 lanes of 16 bits, AVX-512, per-cell parameters");
            }

            if (Avx2.IsSupported)
            {
                return (OfLanes<Avx2Lanes16, Vector256<short>>(settings, runs), "16 lanes of 16 bits, AVX2, per-cell parameters");
            }
        }

        var (runner, kernel) = OfWideLanes(settings, runs, choice);
        return (runner, Watched(settings, runs, choice) is null ? kernel : $"{kernel}; means in 16 bits");
    }

    /// <summary>
    /// A runner in lanes of 16 bits for noisy cells whose runs these hold in all but rare cases, in which its blocks say so; null where there is none, or where
    /// lanes of 16 bits hold every run.
    /// </summary>
    public static IBlockRunner? Watched(ArraySettings settings, PerCellRuns runs, LaneChoice choice) =>
        choice > LaneChoice.Avx2 || runs.IsStateful || LaneFit.Fits16(settings) || !LaneFit.FitsWatched16(settings) ? null
        : Avx512BW.IsSupported && choice == LaneChoice.Best ? new PerCellRunner<Avx512Lanes16, Vector512<short>, WatchedNoisyCells>(settings, runs)
        : Avx2.IsSupported ? new PerCellRunner<Avx2Lanes16, Vector256<short>, WatchedNoisyCells>(settings, runs)
        : null;

    private static (IBlockRunner Runner, string Kernel) OfWideLanes(ArraySettings settings, PerCellRuns runs, LaneChoice choice) =>
        Vector512.IsHardwareAccelerated && choice != LaneChoice.Narrow32
            ? (OfLanes<Lanes32, Vector512<int>>(settings, runs), "16 lanes of 32 bits, per-cell parameters")
            : (OfLanes<NarrowLanes32, Vector256<int>>(settings, runs), "8 lanes of 32 bits, per-cell parameters");

    private static IBlockRunner OfLanes<TOps, TVector>(ArraySettings settings, PerCellRuns runs)
        where TOps : struct, ILaneOps<TVector>
        where TVector : unmanaged => (runs.PerCell.HasNoise, runs.PerCell.Cells.Any(cell => cell.EpsGainHigh != 0)) switch
        {
            (false, false) => new PerCellRunner<TOps, TVector, SteadyCells>(settings, runs),
            (false, true) => new PerCellRunner<TOps, TVector, SteadyFastCells>(settings, runs),
            (true, false) => new PerCellRunner<TOps, TVector, NoisyCells>(settings, runs),
            (true, true) => new PerCellRunner<TOps, TVector, NoisyFastCells>(settings, runs),
        };
}
