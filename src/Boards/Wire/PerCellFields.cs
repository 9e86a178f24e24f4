using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Wire;

/// <summary>The per-cell parameters in a JOB: the feature <c>per-cell</c> of docs/protocol.md, section 4.</summary>
/// <param name="NoiseX">A_x, LSBs of X: 0 to 2^15 - 1.</param>
/// <param name="NoiseY">A_y, units of 2^J LSBs of Y: 0 to 2^15 - 1.</param>
/// <param name="First">n of the first step, modulo 8.</param>
/// <param name="Cells">
/// The registers of each cell before its first step. Their amplitudes are ignored: those of the job hold for all cells that are not stuck.
/// </param>
public sealed record PerCellFields(int NoiseX, int NoiseY, int First, CellRegisters[] Cells)
{
    /// <summary>
    /// True where a board needs the feature <c>per-cell</c>: the gain or initial state of some cell is not the model's, or cells are noisy
    /// or stateful.
    /// </summary>
    internal static bool AreNeeded(ArraySettings settings) => settings.PerCell is { } perCell
        && (perCell.HasNoise || perCell.Imperfections.Stateful
            || perCell.Cells.Any(cell => cell.EpsGain != settings.Constants.EpsGain || cell.Start != settings.Constants.InitialState));

    /// <summary>The feature bits that every job of some settings has.</summary>
    internal static ushort FeaturesOf(ArraySettings settings) => !AreNeeded(settings) ? (ushort)0
        : settings.Imperfections.Stateful
            ? (ushort)(Protocol.PerCellFeature | Protocol.RegistersFeature | Protocol.EndsFeature)
            : Protocol.PerCellFeature;

    /// <summary>Bytes of the per-cell head, which follows the fields of every JOB.</summary>
    internal static int HeadBytes(ushort features) => (features & Protocol.PerCellFeature) != 0 ? Protocol.PerCellHeadBytes : 0;

    /// <summary>Bytes of a cell in a JOB: S alone, or all its words.</summary>
    internal static int CellBytes(Greeting board, ushort features) => (features & Protocol.PerCellFeature) != 0
        ? board.SBytes + Protocol.GainBytes + board.XBytes + board.YBytes + Protocol.NoiseBytes
        : board.SBytes;

    /// <summary>Writes fields and cells.</summary>
    /// <param name="bytes">Where they go: exactly as many bytes as they have.</param>
    /// <param name="board">Gives the widths.</param>
    public void Write(Span<byte> bytes, Greeting board)
    {
        var lowBits = board.DtExponent + board.ExtraBits; // of Y below the LSB of X
        Words.Write(bytes[..2], NoiseX);
        Words.Write(bytes[2..4], NoiseY);
        bytes[4] = (byte)First;
        bytes = bytes[Protocol.PerCellHeadBytes..];
        foreach (var cell in Cells)
        {
            Put(ref bytes, board.SBytes, cell.S);
            Put(ref bytes, Protocol.GainBytes, cell.EpsGain);
            Put(ref bytes, board.XBytes, cell.State.X);
            Put(ref bytes, board.YBytes, ((long)cell.State.Yh << lowBits) + cell.State.Yl);
            Put(ref bytes, Protocol.NoiseBytes, cell.Noise.U | ((long)cell.Noise.V << 16));
        }
    }

    private static void Put(ref Span<byte> bytes, int count, long value)
    {
        Words.Write(bytes[..count], value);
        bytes = bytes[count..];
    }
}
