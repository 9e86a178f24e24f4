using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Kernels.Managed;

/// <summary>Picks the runner of a population: by lanes as for ideal cells, and with no more of the step than its cells need.</summary>
internal static class PopulationRunners
{
    /// <summary>The runner, and what it is in words.</summary>
    public static (IPopulationRunner Runner, string Kernel) Choose(ArraySettings settings, CellPopulation population, LaneChoice choice)
    {
        if (choice != LaneChoice.Portable32 && LaneFit.Fits16(settings))
        {
            if (Avx512BW.IsSupported && choice == LaneChoice.Best)
            {
                return (OfLanes<Avx512Lanes16, Vector512<short>>(settings, population), "32 lanes of 16 bits, AVX-512, own cells");
            }

            if (Avx2.IsSupported)
            {
                return (OfLanes<Avx2Lanes16, Vector256<short>>(settings, population), "16 lanes of 16 bits, AVX2, own cells");
            }
        }

        return (OfLanes<Lanes32, Vector512<int>>(settings, population), "16 lanes of 32 bits, own cells");
    }

    private static IPopulationRunner OfLanes<TOps, TVector>(ArraySettings settings, CellPopulation population)
        where TOps : struct, ILaneOps<TVector>
        where TVector : unmanaged => (population.HasNoise, population.Cells.Any(cell => cell.EpsGainHigh != 0)) switch
        {
            (false, false) => new PopulationRunner<TOps, TVector, SteadyCells>(settings),
            (false, true) => new PopulationRunner<TOps, TVector, SteadyFastCells>(settings),
            (true, false) => new PopulationRunner<TOps, TVector, NoisyCells>(settings),
            (true, true) => new PopulationRunner<TOps, TVector, NoisyFastCells>(settings),
        };
}
