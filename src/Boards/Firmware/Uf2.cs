using System.Buffers.Binary;

namespace FhnHw.Boards.Firmware;

/// <summary>
/// UF2, the format of files that a boot loader takes on its USB drive (github.com/microsoft/uf2): blocks of 512 bytes, each with 256 bytes of the program
/// and where they go, so that a block is good in any order.
/// </summary>
internal static class Uf2
{
    /// <summary>Bytes of a block, and of the program in it.</summary>
    public const int BlockBytes = 512, PayloadBytes = 256;

    private const uint FirstMagic = 0x0A324655, SecondMagic = 0x9E5D5157, LastMagic = 0x0AB16F30, HasFamily = 0x2000;

    /// <summary>Writes a program as UF2. The last block is filled up with zeros.</summary>
    /// <param name="program">The program's bytes.</param>
    /// <param name="address">Where the first of them goes.</param>
    /// <param name="family">The number of the chip's family.</param>
    public static byte[] Of(ReadOnlySpan<byte> program, uint address, uint family)
    {
        var blocks = (program.Length + PayloadBytes - 1) / PayloadBytes;
        var file = new byte[blocks * BlockBytes];
        for (var number = 0; number < blocks; number++)
        {
            var block = file.AsSpan(number * BlockBytes, BlockBytes);
            var piece = program[(number * PayloadBytes)..Math.Min(program.Length, (number + 1) * PayloadBytes)];
            uint[] head = [FirstMagic, SecondMagic, HasFamily, address + (uint)(number * PayloadBytes), PayloadBytes, (uint)number, (uint)blocks, family];
            for (var word = 0; word < head.Length; word++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(block[(4 * word)..], head[word]);
            }

            piece.CopyTo(block[32..]);
            BinaryPrimitives.WriteUInt32LittleEndian(block[(BlockBytes - 4)..], LastMagic);
        }

        return file;
    }
}
