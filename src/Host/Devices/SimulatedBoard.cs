using System.Globalization;
using FhnHw.Boards.Devices;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Simulation;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Devices;

/// <summary>The simulated board that a name stands for.</summary>
internal static class SimulatedBoard
{
    /// <summary>Where a simulated board for some settings can be opened; opening starts it, closing ends it.</summary>
    /// <param name="board">Which array it holds, and how large.</param>
    /// <param name="settings">Give the constants and the cells.</param>
    /// <param name="link">Its notes tell of a build, its token ends one.</param>
    /// <exception cref="DeviceMissingException">A tool is missing that builds it.</exception>
    /// <exception cref="InvalidSettingException">It cannot be built that large, or cannot have the cells that are asked of it.</exception>
    public static BoardAddress For(DeviceName.Simulator board, ArraySettings settings, LinkOptions link)
    {
        var good = board with { Line = null };
        var made = SimulatedBoards.AddressOf(
            good.ToString(), board.Copy.ToString(CultureInfo.InvariantCulture), SizeOf(board), settings, link, board.Waveform);
        return board.Line is { } plan ? new BoardAddress.Hostile(made, plan) : made;
    }

    private static SimulatorSettings SizeOf(DeviceName.Simulator board) => board.Parallel
        ? new SimulatorSettings(board.Lanes ?? DeviceName.Simulator.UsualCells, Parallel: true, Fault: board.Fault)
        : new SimulatorSettings(board.Lanes, PerCell: board.PerCell, Rtl: board.Rtl || board.Waveform is not null, Fault: board.Fault);
}
