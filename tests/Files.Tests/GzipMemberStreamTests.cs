using System.IO.Compression;

namespace FhnHw.Files.Tests;

public class GzipMemberStreamTests
{
    // Long enough for many blocks of input, and hard to pack.
    private static readonly byte[] Content = Bytes(60_000);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(700)]
    public void Members_one_behind_the_other_are_read_as_one(int members)
    {
        byte[] file = [.. Content.Chunk((Content.Length / members) + 1).SelectMany(Packed)];
        Assert.Equal(Content, Unpacked(file));
    }

    [Fact]
    public void Empty_members_and_zeros_behind_the_last_add_nothing()
    {
        Assert.Equal(Content, Unpacked([.. Packed([]), .. Packed(Content), .. Packed([]), .. new byte[513]]));
        Assert.Empty(Unpacked(Packed([])));
    }

    [Fact]
    public void What_follows_the_last_member_is_left_out_as_zcat_leaves_it() =>
        Assert.Equal(Content, Unpacked([.. Packed(Content), .. "other"u8]));

    [Fact]
    public void Fields_of_a_head_are_passed_over()
    {
        var packed = Packed(Content);
        packed[3] = 2 + 4 + 8 + 16;
        byte[] file = [.. packed[..10], 3, 0, 9, 9, 9, .. "name\0"u8, .. "comment\0"u8, 1, 2, .. packed[10..]];
        Assert.Equal(Content, Unpacked([.. file, .. file])[Content.Length..]);
    }

    [Fact]
    public void A_file_cut_anywhere_in_its_second_member_is_refused()
    {
        var one = Packed([1, 2, 3, 4, 5, 6]);
        for (var length = one.Length + 2; length < 2 * one.Length; length++)
        {
            var cut = one.Concat(one).Take(length).ToArray();
            Assert.True(Record.Exception(() => Unpacked(cut)) is InvalidDataException or EndOfStreamException, $"{length} bytes");
        }
    }

    [Fact]
    public void A_wrong_sum_or_length_of_any_member_is_refused()
    {
        var one = Packed(Content);
        for (var place = 1; place <= 8; place++)
        {
            byte[] first = [.. one, .. one], last = [.. one, .. one];
            first[one.Length - place] ^= 1;
            last[^place] ^= 1;
            Assert.Throws<InvalidDataException>(() => Unpacked(first));
            Assert.Throws<InvalidDataException>(() => Unpacked(last));
        }
    }

    [Fact]
    public void What_is_no_gzip_file_is_known_by_its_first_bytes()
    {
        Assert.False(GzipMemberStream.IsGzip(new MemoryStream([0x1F])));
        Assert.False(GzipMemberStream.IsGzip(new MemoryStream([])));
        Assert.True(GzipMemberStream.IsGzip(new MemoryStream(Packed([]))));
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(4).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionLevel.Optimal))
        {
            packed.Write(bytes);
        }

        // .NET writes nothing at all for no bytes; gzip writes an empty member.
        return stream.Length > 0 ? stream.ToArray() : Convert.FromHexString("1F8B080000000000000303000000000000000000");
    }

    private static byte[] Unpacked(byte[] file)
    {
        using var stream = new GzipMemberStream(new MemoryStream(file));
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
