using FhnHw.Boards.Wire;
using FsCheck.Xunit;

namespace FhnHw.Boards.Tests.Wire;

public class CodecTests
{
    [Theory]
    [InlineData("00", "0101")]
    [InlineData("11220033", "0311220233")]
    [InlineData("", "01")]
    [InlineData("0000", "010101")]
    public void Frames_are_coded_as_the_table_of_the_protocol_says(string frame, string coded)
    {
        Assert.Equal(coded, Encoded(Convert.FromHexString(frame)), ignoreCase: true);
        Assert.Equal(frame, Decoded(Convert.FromHexString(coded)), ignoreCase: true);
    }

    [Fact]
    public void A_piece_of_254_needs_no_byte_after_it_and_may_have_one()
    {
        var ones = Enumerable.Repeat((byte)1, 254).ToArray();
        Assert.Equal("ff" + Convert.ToHexStringLower(ones), Encoded(ones));
        Assert.Equal(Convert.ToHexStringLower(ones), Decoded([255, .. ones]));
        Assert.Equal(Convert.ToHexStringLower(ones), Decoded([255, .. ones, 1]));
        Assert.Equal("ff" + Convert.ToHexStringLower(ones) + "0101", Encoded([.. ones, 0]));
    }

    [Theory]
    [InlineData("0511")]
    [InlineData("02")]
    [InlineData("ff01")]
    public void A_piece_that_is_cut_short_is_no_frame(string coded) => Assert.Null(Decoded(Convert.FromHexString(coded)));

    [Property]
    public void Any_frame_comes_back_from_its_code_and_the_code_has_no_zero(byte[] bytes, int zeros)
    {
        byte[] frame =
        [
            .. (bytes ?? []).Select((b, n) => zeros % 3 == 0 && n % 7 == 0 ? (byte)0 : b),
            .. new byte[Math.Abs(zeros % 2)],
            .. Enumerable.Repeat((byte)7, Math.Abs(zeros % 600)),
        ];
        var coded = Convert.FromHexString(Encoded(frame));
        Assert.DoesNotContain((byte)0, coded);
        Assert.Equal(Convert.ToHexStringLower(frame), Decoded(coded));
    }

    [Fact]
    public void The_CRC_is_that_of_kind_tag_and_payload()
    {
        var frame = new Frame((byte)'1', (byte)'2', "3456789"u8.ToArray());
        Assert.Equal("2639f4cb", Convert.ToHexStringLower(frame.ToBytes()[^4..]));
        Assert.Equal("3456789"u8.ToArray(), Frame.Of(frame.ToBytes()).Payload);
    }

    [Fact]
    public void Every_cut_and_every_flipped_bit_of_a_frame_is_damage_and_the_next_frame_is_sound()
    {
        var wire = new Frame(0x82, 9, [0, 0, 1, 2, 0, 3]).ToWire();
        var sound = new Frame(0x86, 1, []).ToWire();
        for (var n = 1; n < wire.Length - 1; n++)
        {
            Assert.Equal([0, 0x86], Kinds([.. wire[..n], .. wire[(n + 1)..], .. sound]).TakeLast(2));
            for (var bit = 0; bit < 8; bit++)
            {
                var flipped = wire.ToArray();
                flipped[n] ^= (byte)(1 << bit);
                var kinds = Kinds([.. flipped, .. sound]);
                Assert.Equal(0x86, kinds[^1]);
                Assert.DoesNotContain((byte)0x82, kinds);
            }
        }
    }

    [Fact]
    public void Frames_come_out_whatever_pieces_the_bytes_come_in()
    {
        byte[] wire = [.. new Frame(1, 2, new byte[300]).ToWire(), 0, 0, .. new Frame(3, 4, []).ToWire()];
        for (var piece = 1; piece < wire.Length; piece += 13)
        {
            var kinds = new List<byte>();
            var reader = new FrameReader(520);
            foreach (var part in wire.Chunk(piece))
            {
                reader.Push(part, frame => kinds.Add(frame.Kind));
            }

            Assert.Equal([1, 3], kinds);
        }
    }

    [Fact]
    public void A_frame_that_is_too_long_is_dropped_as_one_damaged_frame()
    {
        Assert.Equal([0, 2], Kinds([.. new Frame(1, 1, new byte[600]).ToWire(), .. new Frame(2, 1, new byte[514]).ToWire()]));
    }

    private static byte[] Kinds(byte[] wire)
    {
        var kinds = new List<byte>();
        new FrameReader(520).Push(wire, frame => kinds.Add(frame.Kind));
        return [.. kinds];
    }

    private static string Encoded(byte[] frame)
    {
        var coded = new byte[Cobs.LongestCoded(frame.Length)];
        return Convert.ToHexStringLower(coded.AsSpan(0, Cobs.Encode(frame, coded)));
    }

    private static string? Decoded(byte[] coded)
    {
        var frame = new byte[coded.Length];
        return Cobs.TryDecode(coded, frame, out var length) ? Convert.ToHexStringLower(frame.AsSpan(0, length)) : null;
    }
}
