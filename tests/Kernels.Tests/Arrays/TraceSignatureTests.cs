using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Tests.Arrays;

public class TraceSignatureTests
{
    [Fact]
    public void The_first_word_is_taken_as_16_bits()
    {
        Assert.Equal(0x00001234u, TraceSignature.Append(TraceSignature.Start, 0x1234));
        Assert.Equal(0x0000FFFFu, TraceSignature.Append(TraceSignature.Start, -1));
    }

    [Fact]
    public void The_highest_bit_is_fed_back()
    {
        Assert.Equal(0x04C11DB7u, TraceSignature.Append(0x80000000, 0));
        Assert.Equal(0x04C11DB6u, TraceSignature.Append(0x80000000, 1));
        Assert.Equal(0x80000000u, TraceSignature.Append(0x40000000, 0));
    }

    // Each word is a polynomial over bits; a step multiplies the sum by x and adds the next. Division by hand, a bit at a time.
    [Fact]
    public void It_is_the_remainder_of_the_words_by_the_polynomial()
    {
        short[] words = [.. Enumerable.Range(0, 300).Select(n => unchecked((short)(n * 12345)))];
        var sum = System.Numerics.BigInteger.Zero;
        foreach (var word in words)
        {
            sum = (sum << 1) ^ unchecked((ushort)word);
        }

        var polynomial = (System.Numerics.BigInteger.One << 32) + 0x04C11DB7;
        for (var bit = (int)sum.GetBitLength() - 1; bit >= 32; bit--)
        {
            sum ^= ((sum >> bit) & 1) == 1 ? polynomial << (bit - 32) : 0;
        }

        Assert.Equal((uint)sum, words.Aggregate(TraceSignature.Start, TraceSignature.Append));
    }

    [Fact]
    public void One_bit_that_differs_anywhere_changes_it()
    {
        var words = new short[1000];
        var plain = words.Aggregate(TraceSignature.Start, TraceSignature.Append);
        for (var n = 0; n < words.Length; n++)
        {
            words[n] ^= 1;
            Assert.NotEqual(plain, words.Aggregate(TraceSignature.Start, TraceSignature.Append));
            words[n] ^= 1;
        }
    }
}
