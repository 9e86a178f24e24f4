using System.Globalization;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Simulation;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Devices;

/// <summary>
/// Boards that are simulated for a run. One is built for the run's constants unless it was before, with per-cell parameters where the run needs them;
/// then it is started, and it ends when it is closed.
/// </summary>
public static class SimulatedBoards
{
    /// <summary>Clocks of a waveform, from the host's first byte on: some 200 MB, and the first steps of a job.</summary>
    public const int RecordedClocks = 100_000;

    /// <summary>Where a simulated board for some settings can be opened; opening starts it, closing ends it.</summary>
    /// <param name="name">What it is called in logs, such as <c>sim</c>.</param>
    /// <param name="identity">Boards of equal identity, size and constants are one board; another text makes another.</param>
    /// <param name="size">Which array it holds, and how large.</param>
    /// <param name="settings">Give the constants and the cells.</param>
    /// <param name="link">Its notes tell of a build, its token ends one.</param>
    /// <param name="waveform">The file that gets the waveform of its first clocks at work; null for none. It makes the board slower.</param>
    /// <exception cref="DeviceMissingException">When it is opened: a tool is missing that builds it.</exception>
    /// <exception cref="InvalidSettingException">It cannot be built that large, or cannot have the cells that are asked of it.</exception>
    public static BoardAddress AddressOf(
        string name, string identity, SimulatorSettings size, ArraySettings settings, LinkOptions link, string? waveform = null)
    {
        PerCellFit.CheckBuilt(name, size.Parallel, settings);
        size = size with { PerCell = size.PerCell || PerCellFields.AreNeeded(settings), Trace = waveform is not null };
        size.Check(settings.Format);
        string? program = null; // found once, so that a board that is started again is the same one
        var starts = 0;
        return new BoardAddress.Made(name, $"{settings.Constants.Hash}{(size.PerCell ? " per-cell" : "")} {identity}", Open, size.BytesPerSecond);

        ILink Open()
        {
            program ??= SimulatorBuild.Usual().Find(settings.Constants, size, note => link.Notes?.Invoke(note), link.Cancellation);
            var process = SimulatorProcess.Start(program, ["--pty", .. size.ProgramArguments(again: starts++ > 0), .. Recording(waveform)]);
            try
            {
                return new OwnedLink(BoardAddress.TryParse(process.Device)!.Open(), process, waveform is not null);
            }
            catch
            {
                process.Kill();
                throw;
            }
        }
    }

    private static string[] Recording(string? waveform) => waveform is null ? []
        : ["--trace", Path.GetFullPath(waveform), "--trace-to", RecordedClocks.ToString(CultureInfo.InvariantCulture)];

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
