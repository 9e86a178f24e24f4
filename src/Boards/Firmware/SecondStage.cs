using System.Buffers.Binary;

namespace FhnHw.Boards.Firmware;

/// <summary>
/// The first 256 bytes of an RP2040's flash: its boot ROM runs them where the last word is the CRC-32 of the 252 before (data sheet, 2.8.1.3.1:
/// polynomial 0x04C11DB7, from all ones, bits not turned round, not inverted at the end).
/// </summary>
internal static class SecondStage
{
    private const int Bytes = 256, Checked = 252;
    private const uint Polynomial = 0x04C11DB7;

    /// <summary>Puts the checksum into a program.</summary>
    /// <exception cref="ArgumentException">The program has no 256 bytes.</exception>
    public static void Seal(Span<byte> program)
    {
        if (program.Length < Bytes)
        {
            throw new ArgumentException("A program for the RP2040 begins with 256 bytes of a second stage.", nameof(program));
        }

        BinaryPrimitives.WriteUInt32LittleEndian(program[Checked..], Checksum(program[..Checked]));
    }

    /// <summary>The checksum of some bytes.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= (uint)each << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc >> 31) * Polynomial);
            }
        }

        return crc;
    }
}
