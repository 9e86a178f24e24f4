using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Simulation;

/// <summary>The size of a simulated board, and whether it is the board to the bit of its line or a faster one with the same replies.</summary>
/// <param name="Lanes">
/// Lanes, each of which finishes a neuron-step a clock: a power of two, 1 to 64; of a parallel array its cells, 2 to 300; null for the usual number.
/// </param>
/// <param name="CellsPerLane">Cells of a lane: a power of two, 8 to 1024; ignored for a parallel array.</param>
/// <param name="ClocksPerBit">
/// With <paramref name="Rtl"/>: clocks of a bit on the serial line, 2 (the fastest, since both ends of the simulated line run on one clock) to 1024.
/// A board at 48 MHz and 3 MBd has 16.
/// </param>
/// <param name="Votes">Counts votes too, at the cost of about a twentieth of the speed.</param>
/// <param name="Trace">Built so that it can record waveforms, which makes it slower.</param>
/// <param name="Parallel">The parallel array of narrow words.</param>
/// <param name="PerCell">Lanes with per-cell parameters: each cell has its eps, initial state and noise.</param>
/// <param name="Rtl">
/// Every module as on a board, bits on the serial line. Else whole bytes pass beside the UART, and lanes of equal cells are computed side by side.
/// </param>
/// <param name="Fault">What goes wrong on purpose; a simulator that can is built apart, since it is slower.</param>
public sealed record SimulatorSettings(
    int? Lanes = null, int CellsPerLane = 32, int ClocksPerBit = 2, bool Votes = true, bool Trace = false, bool Parallel = false,
    bool PerCell = false, bool Rtl = false, SimulatorFault? Fault = null)
{
    // Of a simulated parallel array: with more, its seconds no longer keep the times that conformance allows a board.
    private const int MostCells = 300;

    /// <summary>Lanes where no number is given: side by side, and of the board's own modules.</summary>
    public const int UsualLanes = 32, UsualRtlLanes = 8;

    /// <summary>Clocks in a second of simulated time: no more than a processor computes in a second with the standard settings.</summary>
    public const int ClockHz = 2_500_000;

    private const int MostLanes = 64;

    // As fast as the board makes bytes (hdl/rtl/reply_frames.v).
    private const double ClocksPerByte = 4;

    private const int WidestParallel = 8;

    /// <summary>Lanes, or cells of a parallel array.</summary>
    public int Number => Lanes ?? (Rtl || PerCell ? UsualRtlLanes : UsualLanes);

    /// <summary>Bytes that the simulated line carries to the host in a second of simulated time; a byte has ten bits.</summary>
    public double BytesPerSecond => ClockHz / (Rtl ? 10.0 * ClocksPerBit : ClocksPerByte);

    /// <summary>Refuses sizes that the sources cannot be built for.</summary>
    /// <param name="format">The cells' words.</param>
    /// <exception cref="InvalidSettingException">A number is out of range.</exception>
    public void Check(CellFormat format)
    {
        if (Parallel)
        {
            if (format.WordBits > WidestParallel)
            {
                throw new InvalidSettingException(
                    $"A parallel array is for words of up to {WidestParallel} bits, and {format.WordBits} are asked for.")
                {
                    Remedies =
                    [
                        Remedy.Exactly(nameof(CellFormat.WordBits)).With(3), Remedy.Exactly(nameof(CellFormat.CurrentExtraBits)).With(3),
                        Remedy.Exactly("CurrentBits").With(8), Remedy.Without(nameof(Parallel)),
                    ],
                };
            }

            InvalidSettingException.ThrowIfOutside("number of cells of a parallel array", Number, 2, MostCells, "ParallelCells");
        }
        else
        {
            CheckPower("number of lanes", Number, 1, MostLanes, Remedy.AsSaid(nameof(Lanes)));
            CheckPower("number of cells a lane", CellsPerLane, 8, 1024, Remedy.AsSaid(nameof(CellsPerLane)));
        }

        if (Fault is { IsUpset: true } && (Parallel || PerCell || Rtl))
        {
            throw new InvalidSettingException(
                $"The fault {Fault.Kind} is made in lanes of equal cells side by side, and this simulated board has others; take plain sim, or another fault.");
        }

        InvalidSettingException.ThrowIfOutside("number of clocks a bit", ClocksPerBit, 2, 1024, nameof(ClocksPerBit));
    }

    /// <summary>The variables of hdl/sim/Makefile.</summary>
    internal IEnumerable<string> MakeArguments() =>
    [
        Variable("CLOCK_HZ", ClockHz), Variable("PARALLEL", Parallel ? 1 : 0), Variable("LANES", Number),
        Variable("CELLS_PER_LANE", Parallel ? 1 : CellsPerLane), Variable("CLOCKS_PER_BIT", ClocksPerBit),
        Variable("VOTE", Votes ? 1 : 0), Variable("TRACE", Trace ? 1 : 0), Variable("PER_CELL", PerCell ? 1 : 0), Variable("RTL", Rtl ? 1 : 0),
        Variable("FAULTS", Fault is null ? 0 : 1), Variable("VECTORS", Parallel || PerCell || Rtl ? 0 : VectorBits),
    ];

    // Bits of this processor's vectors. A simulator is kept for each, so that a cache may serve machines that differ.
    private static int VectorBits => Avx512BW.VL.IsSupported && Avx512DQ.VL.IsSupported ? 512 : Avx2.IsSupported && Bmi2.IsSupported ? 256 : 0;

    /// <summary>What the program is started with for this board.</summary>
    /// <param name="again">True where it was started before: a reset has been then, and would come again before any job ended.</param>
    public IEnumerable<string> ProgramArguments(bool again = false) => Fault is null || (again && Fault.Kind == "reset") ? [] : ["--fault", Fault.ToString()];

    private static void CheckPower(string name, int value, int least, int most, Remedy remedy)
    {
        if (value < least || value > most || !BitOperations.IsPow2(value))
        {
            throw new InvalidSettingException($"The {name} is {value}; give a power of two from {least} to {most}.") { Remedies = [remedy] };
        }
    }

    private static string Variable(string name, int value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}");
}
