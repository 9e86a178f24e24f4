using System.Buffers.Binary;
using FhnHw.Boards.Firmware;

namespace FhnHw.Boards.Tests.Firmware;

public class SecondStageTests
{
    [Fact]
    public void The_checksum_is_the_one_known_as_CRC_32_MPEG_2() => Assert.Equal(0x0376E6E7u, SecondStage.Checksum("123456789"u8));

    [Fact]
    public void A_sealed_program_has_the_checksum_of_252_bytes_behind_them_and_is_else_as_it_was()
    {
        byte[] program = [.. Enumerable.Range(0, 300).Select(index => (byte)(index % 256))];
        byte[] before = [.. program];
        SecondStage.Seal(program);
        Assert.Equal(SecondStage.Checksum(before.AsSpan(0, 252)), BinaryPrimitives.ReadUInt32LittleEndian(program.AsSpan(252)));
        Assert.Equal(before[..252], program[..252]);
        Assert.Equal(before[256..], program[256..]);
    }

    [Fact]
    public void A_program_shorter_than_the_stage_is_refused() => Assert.Throws<ArgumentException>(() => SecondStage.Seal(new byte[255]));
}
