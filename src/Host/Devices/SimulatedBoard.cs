using System.Globalization;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Simulation;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Devices;

/// <summary>
/// The board that is simulated for a run. It is built for the run's constants unless it was before, with per-cell parameters where the run needs
/// them; then it is started.
/// </summary>
internal static class SimulatedBoard
{
    /// <summary>Clocks of a waveform, from the host's first byte on: some 200 MB, and the first steps of a job.</summary>
    public const int RecordedClocks = 100_000;

    /// <summary>Where a simulated board for some settings can be opened; opening starts it, closing ends it.</summary>
    /// <param name="board">Which array it holds, and how large.</param>
    /// <param name="settings">Give the constants and the cells.</param>
    /// <param name="link">Its notes tell of a build, its token ends one.</param>
    /// <exception cref="DeviceMissingException">A tool is missing that builds it.</exception>
    /// <exception cref="InvalidSettingException">It cannot be built that large, or cannot have the cells that are asked of it.</exception>
    public static BoardAddress For(DeviceName.Simulator board, ArraySettings settings, LinkOptions link)
    {
        PerCellFit.CheckBuilt(board.ToString(), board.Parallel, settings);
        var size = SizeOf(board) with { PerCell = board.PerCell || PerCellFields.AreNeeded(settings), Trace = board.Waveform is not null };
        size.Check(settings.Format);
        string? program = null; // found once, so that a board that is started again is the same one
        var good = board with { Line = null };
        var identity = $"{settings.Constants.Hash}{(size.PerCell ? " per-cell" : "")} {board.Copy}";
        var made = new BoardAddress.Made(good.ToString(), identity, Open, size.BytesPerSecond);
        return board.Line is { } plan ? new BoardAddress.Hostile(made, plan) : made;

        ILink Open()
        {
            program ??= SimulatorBuild.Usual().Find(settings.Constants, size, note => link.Notes?.Invoke(note), link.Cancellation);
            var process = SimulatorProcess.Start(program, ["--pty", .. size.ProgramArguments(), .. Recording(board)]);
            try
            {
                return new OwnedLink(BoardAddress.TryParse(process.Device)!.Open(), process, board.Waveform is not null);
            }
            catch
            {
                process.Kill();
                throw;
            }
        }
    }

    private static SimulatorSettings SizeOf(DeviceName.Simulator board) => board.Parallel
        ? new SimulatorSettings(board.Lanes ?? DeviceName.Simulator.UsualCells, Parallel: true, Fault: board.Fault)
        : new SimulatorSettings(board.Lanes, Rtl: board.Rtl || board.Waveform is not null, Fault: board.Fault);

    private static string[] Recording(DeviceName.Simulator board) => board.Waveform is null ? []
        : ["--trace", Path.GetFullPath(board.Waveform), "--trace-to", RecordedClocks.ToString(CultureInfo.InvariantCulture)];

    /// <summary>A line together with the program at its other end.</summary>
    private sealed class OwnedLink(ILink line, SimulatorProcess process, bool records) : ILink
    {
        public int Read(byte[] buffer, CancellationToken cancellation) => line.Read(buffer, cancellation);

        public void Write(ReadOnlySpan<byte> bytes) => line.Write(bytes);

        public void Dispose()
        {
            line.Dispose();
            if (records)
            {
                process.Dispose(); // it still writes the rest of the waveform
            }
            else
            {
                process.Kill(); // it has nothing to write at its end, and one that hangs would not hear that it is to end
            }
        }
    }
}
