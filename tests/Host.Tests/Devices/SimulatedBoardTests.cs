using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Devices;

/// <summary>
/// The contract of arrays, imperfect cells included, on the Verilog under Verilator behind a pseudo-terminal:
/// plain lanes, and lanes with per-cell parameters where a test's cells need them.
/// </summary>
[Trait("Needs", "Linux")]
public class SimulatedBoardTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings)
    {
        _ = new RunInputWords(settings); // refused before a board is built
        var link = new LinkOptions();
        return new BoardArray(SimulatedBoard.For(new DeviceName.Simulator(Lanes: 2), settings, link), settings, link);
    }

    protected override bool CanHave(ArraySettings settings) => BoardLimits.Admit(settings);
}
