using System.Buffers.Binary;

namespace FhnHw.Boards.Wire;

/// <summary>The fields of JOB.</summary>
/// <param name="Features">Feature bits.</param>
/// <param name="InputWords">S of each cell, LSBs of 2^-(F+e).</param>
/// <param name="Transient">Steps before the window, 0 to 2^26.</param>
/// <param name="Steps">Steps of the window, 1 to 2^26.</param>
/// <param name="Stride">Steps from one sample to the next, 1 to 2^26.</param>
/// <param name="ImageCells">Cells of an image; 0 without votes.</param>
/// <param name="Classes">Classes; 0 without votes.</param>
/// <param name="PerCell">The per-cell fields, whose S are those of <paramref name="InputWords"/>; null without the feature <c>per-cell</c>.</param>
public sealed record JobRequest(
    ushort Features, int[] InputWords, int Transient, int Steps, int Stride, int ImageCells = 0, int Classes = 0, PerCellFields? PerCell = null)
{
    /// <summary>Cells of the job.</summary>
    public int Cells => InputWords.Length;

    /// <summary>⌈Steps/Stride⌉.</summary>
    public int Samples => ((Steps - 1) / Stride) + 1;

    /// <summary>True where a feature is asked for.</summary>
    public bool Asks(ushort feature) => (Features & feature) != 0;

    /// <summary>Bytes of the whole frame before coding, for some cells.</summary>
    /// <param name="cells">How many.</param>
    /// <param name="board">Gives the widths.</param>
    /// <param name="features">Feature bits: per-cell parameters take more.</param>
    public static int FrameBytes(int cells, Greeting board, ushort features = 0) =>
        Protocol.LeastFrameBytes + Protocol.JobHeadBytes + PerCellFields.HeadBytes(features) + (cells * PerCellFields.CellBytes(board, features));

    /// <summary>The payload.</summary>
    /// <param name="board">Gives the widths.</param>
    public byte[] ToPayload(Greeting board)
    {
        var features = PerCell is null ? (ushort)0 : Protocol.PerCellFeature;
        var payload = new byte[FrameBytes(Cells, board, features) - Protocol.LeastFrameBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(payload, Features);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(2), (ushort)Cells);
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(4), Transient);
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(8), Steps);
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(12), Stride);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(16), (ushort)ImageCells);
        payload[18] = (byte)Classes;
        if (PerCell is not null)
        {
            PerCell.Write(payload.AsSpan(Protocol.JobHeadBytes), board);
            return payload;
        }

        for (var cell = 0; cell < Cells; cell++)
        {
            Words.Write(payload.AsSpan(Protocol.JobHeadBytes + (cell * board.SBytes), board.SBytes), InputWords[cell]);
        }

        return payload;
    }
}
