using System.Buffers.Binary;
using FhnHw.Boards.Firmware;

namespace FhnHw.Boards.Tests.Firmware;

public class Uf2Tests
{
    private static readonly byte[] Program = [.. Enumerable.Range(0, 600).Select(index => (byte)(index * 7 % 256))];

    private static readonly byte[] File = Uf2.Of(Program, 0x10000000, 0xE48BFF56);

    [Fact]
    public void Each_block_has_the_magic_numbers_its_place_and_the_count_of_all()
    {
        Assert.Equal(3 * Uf2.BlockBytes, File.Length);
        for (uint block = 0; block < 3; block++)
        {
            Assert.Equal([0x0A324655, 0x9E5D5157, 0x2000, 0x10000000 + (256 * block), 256, block, 3, 0xE48BFF56], Words(block, 0, 8));
            Assert.Equal([0x0AB16F30], Words(block, 508, 1));
        }
    }

    [Fact]
    public void The_blocks_hold_the_program_and_zeros_behind_it()
    {
        byte[] held = [.. Enumerable.Range(0, 3).SelectMany(block => File.Skip((block * Uf2.BlockBytes) + 32).Take(256))];
        Assert.Equal(Program, held[..600]);
        Assert.All(held[600..], each => Assert.Equal(0, each));
    }

    private static uint[] Words(uint block, int at, int count) =>
    [
        .. Enumerable.Range(0, count).Select(word => BinaryPrimitives.ReadUInt32LittleEndian(File.AsSpan((int)(block * 512) + at + (4 * word)))),
    ];
}
